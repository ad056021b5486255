"""Which address links lead to: the one that is named, else this machine's, and that is said."""

import os
from pathlib import Path

import pytest
from support.commands import look

from cms.cli.site import be_at
from cms.config import load_config
from cms.extensions import db
from cms.models import MailMessage

NAMED = 'site_url = "https://news.example"\n'
SAID = "Links lead to http://localhost:8000"
INVITATION = ("user", "invite", "new@demo.example", "--name", "New", "--role", "contributor")


def name_in_file(text=NAMED):
    Path("instance").mkdir(exist_ok=True)
    Path("instance/config.toml").write_text(text)


@pytest.fixture
def address(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    # Set and deleted, so that it is gone after the test.
    monkeypatch.setenv("CMS_SITE_URL", "")
    monkeypatch.delenv("CMS_SITE_URL")
    return lambda: load_config(os.environ, tmp_path / "instance").site_url


def test_a_port_names_the_address_where_nothing_else_does(address):
    name_in_file('site_name = "恒温层"\n')
    be_at(8123)
    assert address() == "http://localhost:8123"


def test_the_file_wins_over_the_port(address):
    name_in_file()
    be_at(8123)
    assert address() == "https://news.example"


def test_the_environment_wins_over_both(address, monkeypatch):
    name_in_file()
    monkeypatch.setenv("CMS_SITE_URL", "http://127.0.0.1:9000")
    be_at(8123)
    assert address() == "http://127.0.0.1:9000"


@pytest.mark.usefixtures("newsroom")
def test_commands_that_send_links_say_where_they_lead(run):
    invited = run(*INVITATION)
    again = run("user", "reinvite", "new@demo.example")
    for result in (invited, again, run("mail", "test", "ann@demo.example"), run("check")):
        assert result.exit_code == 0
        assert result.output.count(SAID) == 1
        assert "instance/config.toml" in result.output
    name_in_file()
    for words in (("user", "reinvite", "new@demo.example"), ("check",)):
        assert SAID not in run(*words).output
    name_in_file("")
    assert SAID not in run("check", SITE_URL="http://localhost:8000").output


@pytest.mark.usefixtures("short_demo")
def test_demo_letters_lead_to_the_port_it_is_served_on(run, address):
    assert run("db", "upgrade").exit_code == 0
    assert run("demo", "--port", "8155").exit_code == 0
    assert address() == "http://localhost:8155"
    letters = look(lambda: list(db.session.scalars(db.select(MailMessage.text))))
    assert letters
    assert all("http://localhost:8155/" in letter for letter in letters)
    assert not any("localhost:8000" in letter for letter in letters)
