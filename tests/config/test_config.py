"""Settings: what is read from where, and what a wrong one is told."""

import stat
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cms.config import SETTINGS, load_config
from cms.errors import ConfigError

GOOD = "0123456789abcdef0123456789abcdef"


def load(folder, text=None, **environ):
    if text is not None:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "config.toml").write_text(text, "utf-8")
    return load_config({f"CMS_{name}": value for name, value in environ.items()}, folder)


def refusal(folder, text=None, **environ):
    with pytest.raises(ConfigError) as caught:
        load(folder, text, **environ)
    return str(caught.value)


def test_without_any_setting_the_newsroom_runs_on_this_machine(tmp_path):
    config = load(tmp_path / "instance")
    assert config.database_url == f"sqlite:///{tmp_path / 'instance' / 'copydesk.db'}"
    assert (config.site_url, config.host) == ("http://localhost:8000", "localhost:8000")
    assert (config.locale, config.timezone) == ("zh_Hans", "Asia/Shanghai")
    assert config.on_loopback
    assert not config.secure


@pytest.mark.parametrize(
    ("wrong", "nearest"),
    [
        ("SITE_URI", "CMS_SITE_URL"),
        ("SITEURL", "CMS_SITE_URL"),
        ("DATABASE", "CMS_DATABASE_URL"),
        ("SECRET", "CMS_SECRET_KEY"),
        ("TIME_ZONE", "CMS_TIMEZONE"),
        ("LANGUAGE", "CMS_"),
        ("", "CMS_"),
        ("site_url", "CMS_"),
    ],
)
def test_a_name_that_does_not_exist_names_the_nearest(tmp_path, wrong, nearest):
    told = refusal(tmp_path, **{wrong: "x"})
    assert f"no setting CMS_{wrong}." in told
    assert f"Did you mean {nearest}" in told


@pytest.mark.parametrize("name", ["site_nmae", "cms_site_nmae", "SITE_NMAE"])
def test_a_name_in_the_file_that_does_not_exist_names_the_nearest(tmp_path, name):
    told = refusal(tmp_path, f'{name} = "x"')
    assert "site_nmae in config.toml" in told
    assert "CMS_SITE_NAME" in told


def test_names_of_other_programs_are_none_of_ours(tmp_path):
    assert load_config({"PATH": "/bin", "XCMS_SITE_URL": "x", "CMSX": "y"}, tmp_path)


def test_the_environment_goes_before_the_file_and_the_file_before_the_default(tmp_path):
    text = 'site_name = "档案"\ncms_locale = "en"\n'
    config = load(tmp_path, text, SITE_NAME="环境")
    assert (config.site_name, config.locale, config.timezone) == ("环境", "en", "Asia/Shanghai")


@pytest.mark.parametrize("text", ["site_name = ", "\x00", "[[", "site_name = 'a'\nsite_name = 'b'"])
def test_a_file_that_cannot_be_read_is_named(tmp_path, text):
    assert "config.toml can't be read" in refusal(tmp_path, text)


def test_a_file_that_is_no_text_is_named(tmp_path):
    (tmp_path / "config.toml").write_bytes(b"site_name = '\xff'")
    with pytest.raises(ConfigError, match=r"config\.toml can't be read"):
        load(tmp_path)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", ""),
        ("SECRET_KEY", "dev"),
        ("SECRET_KEY", "changeme"),
        ("SECRET_KEY", " Secret-Key "),
        ("SECRET_KEY", "fifteen letters"),
        ("DATABASE_URL", ""),
        ("DATABASE_URL", "mysql://x/y"),
        ("DATABASE_URL", "news.db"),
        ("SITE_URL", ""),
        ("SITE_URL", "news.example"),
        ("SITE_URL", "ftp://news.example"),
        ("SITE_URL", "https://"),
        ("SITE_URL", "https://news.example/path"),
        ("SITE_URL", "https://news.example?x=1"),
        ("SITE_URL", "https://news.example#x"),
        ("SITE_URL", "https://me:secret@news.example"),
        ("SITE_URL", "https://news.example:http"),
        ("SITE_URL", "https://news.example:99999"),
        ("SITE_URL", "https://[::1"),
        ("SITE_URL", "https://a..b"),
        ("SITE_NAME", ""),
        ("SITE_NAME", "  "),
        ("LOCALE", ""),
        ("LOCALE", "xx"),
        ("LOCALE", "fr"),
        ("LOCALE", "en; DROP"),
        ("TIMEZONE", ""),
        ("TIMEZONE", "Mars/Olympus"),
        ("TIMEZONE", "../../etc/passwd"),
        ("TIMEZONE", "Asia"),
        ("TIMEZONE", "/etc/localtime"),
        ("MAIL_URL", "mail.example"),
        ("MAIL_URL", "http://mail.example"),
        ("MAIL_URL", "smtp://"),
        ("MAIL_URL", "smtp://mail.example:smtp"),
        ("MAIL_URL", "smtp://mail.example?timeout"),
        ("MAIL_URL", "smtp://mail.example?timeout=soon"),
        ("MAIL_URL", "smtp://mail.example?timeout=0"),
        ("MAIL_URL", "smtp://mail.example?timeout=-5"),
        ("MAIL_URL", "smtp://mail.example?timeout=99999999999"),
        ("MAIL_URL", "smtp://mail.example?tls=1"),
    ],
)
def test_a_value_that_cannot_be_used_names_its_remedy(tmp_path, name, value):
    remedy = next(one.remedy for one in SETTINGS if one.name == name)
    assert remedy
    told = refusal(tmp_path, **{name: value})
    assert told == f"CMS_{name} can't be used: {remedy}."
    assert value == "" or value not in told.replace(remedy, "")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://news.example/", "https://news.example"),
        ("https://News.Example", "https://news.example"),
        ("https://news.example:443", "https://news.example"),
        ("http://news.example:80/", "http://news.example"),
        ("http://news.example:443", "http://news.example:443"),
        ("https://新闻.example:8443", "https://xn--efvy88h.example:8443"),
        ("http://[::1]:8000", "http://[::1]:8000"),
        (" http://localhost:8000 ", "http://localhost:8000"),
    ],
)
def test_the_sites_address_is_kept_as_browsers_send_it(tmp_path, given, kept):
    config = load(tmp_path, SITE_URL=given)
    assert config.site_url == kept
    assert config.host == kept.split("//")[1]


@pytest.mark.parametrize(
    ("url", "on_loopback"),
    [
        ("http://localhost:8000", True),
        ("http://127.0.0.1:8000", True),
        ("http://[::1]", True),
        ("http://localhost.evil.test", False),
        ("https://news.example", False),
        ("http://192.168.1.2", False),
    ],
)
def test_loopback_is_this_machine_and_nothing_else(tmp_path, url, on_loopback):
    assert load(tmp_path, SITE_URL=url).on_loopback == on_loopback


def test_postgresql_goes_by_both_its_names(tmp_path):
    for url in ("postgres://me@db/news", "postgresql://me@db/news"):
        assert load(tmp_path, DATABASE_URL=url).database_url.startswith("postgresql")


def test_a_secret_is_made_once_and_kept_private(tmp_path):
    instance = tmp_path / "instance"
    first, second = load(instance).secret_key, load(instance).secret_key
    assert first == second
    assert len(first) >= 32
    assert stat.S_IMODE((instance / "secret_key").stat().st_mode) == 0o600
    assert [each.name for each in instance.iterdir()] == ["secret_key"]


def test_processes_that_start_together_share_one_secret(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        secrets = {one.secret_key for one in pool.map(load, [tmp_path / "instance"] * 24)}
    assert len(secrets) == 1


def test_a_given_secret_leaves_no_file(tmp_path):
    assert load(tmp_path, SECRET_KEY=GOOD).secret_key == GOOD
    assert not (tmp_path / "secret_key").exists()


@pytest.mark.parametrize("content", [b"", b"dev\n", b"\xff" * 40])
def test_a_secret_file_that_holds_none_is_named(tmp_path, content):
    (tmp_path / "secret_key").write_bytes(content)
    told = refusal(tmp_path)
    assert str(tmp_path / "secret_key") in told
    assert "delete it" in told


def test_a_secret_that_cannot_be_read_is_named(tmp_path):
    (tmp_path / "secret_key").mkdir()
    assert "delete it" in refusal(tmp_path)


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(name=st.sampled_from([one.name for one in SETTINGS]), value=st.text(max_size=60))
def test_any_value_is_read_or_refused_in_words(tmp_path, name, value):
    try:
        config = load(tmp_path, **{name: value})
    except ConfigError:
        return
    assert config.site_url.startswith("http")
    assert config.zone
