"""Every letter in every language says all it was told, in text and HTML, and nothing else."""

import re
import unicodedata
from datetime import UTC, datetime

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.config import LOCALES
from cms.letters import MARK, compose, fingerprint
from cms.letters.compose import UnknownLetter
from cms.letters.environment import FOLDER
from cms.letters.outgoing import reveal
from cms.letters.registry import LETTERS
from cms.web.labels import DECLINE_CODES

DAY = datetime(2026, 12, 1, 2, 0, tzinfo=UTC)
KNOWN = {
    "site_name": "恒温层",
    "site_url": "https://news.example/",
    "login_url": "https://news.example/login",
    "account_url": "https://news.example/account/",
    "timezone": "Asia/Shanghai",
    "name": "温叙白",
    "address": "wen@demo.example",
    "at": DAY,
}
TOLD = {
    "title": "地埋管换热孔回填的三个细节",
    "receipt": "CD-2026-0042",
    "section": "要闻",
    "due_at": DAY,
    "points": ["请补水温", "请补孔深"],
    "public_note": "写得扎实。",
    "code": "scope",
    "editor": "柳知夏",
    "by": "陈启",
    "reason": "值班仅一人",
    "role": "editor",
    "sections": ["要闻", "论文"],
    "change": "passkey_added",
    "method": "书房的钥匙",
    "hours": 1,
    "until": DAY,
    "days": 7,
    "second_factor": True,
    "new_address": "new@demo.example",
}
LINK = {"link": "https://news.example/s/" + MARK % 1}
every_letter = pytest.mark.parametrize("letter", LETTERS)
every_language = pytest.mark.parametrize("locale", LOCALES)


def letter_of(letter, locale="en", links=None, **changes):
    context = KNOWN | {key: TOLD[key] for key in TOLD}
    return compose(letter, locale, context | changes, LINK if links is None else links)


def words(html):
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    return " ".join("".join(tree.find("body").itertext()).split())


@every_letter
@every_language
def test_a_letter_is_whole_in_both_forms(letter, locale):
    made = letter_of(letter, locale)
    assert made.subject.strip()
    assert "\n" not in made.subject
    for form in (made.subject, made.text, words(made.html)):
        assert not re.search(r"%\(|\{\{|\{%|None|Undefined|\bdatetime\b", form), form
    assert "恒温层" in made.text
    assert "恒温层" in words(made.html)


@every_letter
@every_language
def test_a_letter_says_the_same_in_both_forms(letter, locale):
    made = letter_of(letter, locale)
    shown = words(made.html)
    for paragraph in made.text.split("\n\n"):
        for line in paragraph.splitlines():
            said = line.strip(" >-0123456789.").split("：")[-1].split(": ")[-1].rstrip(":：")
            start = said[:20].rstrip()
            assert start in shown or start in shown.replace(" ", ""), line


@every_letter
@every_language
def test_the_button_leads_where_the_text_leads(letter, locale):
    made = letter_of(letter, locale)
    tree = html5lib.parse(made.html, namespaceHTMLElements=False)
    (button,) = (one for one in tree.iter("a") if one.get("class") == "button")
    assert button.get("href") in made.text.splitlines()
    assert all(one.get("href").startswith("https://news.example") for one in tree.iter("a"))


@every_letter
def test_styles_stand_on_the_elements_and_nothing_is_loaded(letter):
    html = letter_of(letter).html
    assert html.count("style=") > 10
    assert not re.search(r"<link|<script|<img|@import|url\(|src=", html)
    sheets = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    assert len(sheets) == 1
    assert "prefers-color-scheme: dark" in sheets[0]
    assert re.sub(r"@media[^{]*\{(?:[^{}]*\{[^{}]*\})*\s*\}", "", sheets[0]).strip() == ""


def test_every_letter_has_its_template_and_no_template_lies_about():
    assert {path.stem for path in FOLDER.glob("*.jinja")} == set(LETTERS)


def test_the_words_of_every_letter_differ_by_language():
    zh, en = (letter_of("password_changed", locale).text.split() for locale in ("zh_Hans", "en"))
    assert "2026年12月1日 10:00" in " ".join(zh)
    assert "1 December 2026, 10:00" in " ".join(en)
    assert 'lang="zh-Hans"' in letter_of("reset", "zh_Hans").html


def test_a_letter_that_lacks_something_is_refused():
    with pytest.raises(UnknownLetter, match="points"):
        compose("changes_requested", "en", KNOWN | {"title": "x", "receipt": "y"}, LINK)
    with pytest.raises(UnknownLetter):
        compose("nonsense", "en", KNOWN, LINK)


def test_points_note_and_day_stand_in_the_request_for_changes():
    made = letter_of("changes_requested")
    for part in ("1. 请补水温", "2. 请补孔深", "> 写得扎实。", "1 December 2026", "柳知夏"):
        assert part in made.text
    assert "<li" in made.html
    assert "<blockquote" in made.html


@pytest.mark.parametrize("code", sorted(set(DECLINE_CODES) - {"other"}))
def test_every_reason_to_decline_has_its_sentence(code):
    assert "The reason: " in letter_of("declined", code=code).text
    assert "The reason: " not in letter_of("declined", code="other").text


def test_a_stranger_is_asked_to_confirm_and_an_account_is_not():
    confirm = {"confirm": "https://news.example/confirm-sender/" + MARK % 2}
    assert "Confirm my address" in letter_of("received", links=LINK | confirm).text
    assert "Confirm my address" not in letter_of("received").text


def test_the_fingerprint_changes_with_every_part():
    one = letter_of("approved")
    others = [letter_of("approved", "zh_Hans"), letter_of("approved", title="x")]
    assert len({fingerprint(each) for each in (one, *others)}) == 3
    assert fingerprint(one) == fingerprint(letter_of("approved"))


# What strangers may write


HOSTILE = [
    "a\r\nBcc: eve@demo.example",
    "<script>alert(1)</script>",
    "\"'><img src=x onerror=alert(1)>",
    "abc\u202ecod.exe",
    "{{ 7 * 7 }} {% raw %}",
    "100 %(name)s %s",
    "\x00\x1b[31m",
    "\u2028Subject: x",
    MARK % 1,
]


@pytest.mark.parametrize("text", HOSTILE)
@every_language
def test_hostile_names_and_titles_stay_text(text, locale):
    made = letter_of("received", locale, name=text, title=text, section=text)
    assert "\r" not in made.subject + made.text
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00\x1b\u2028]", made.subject + made.text)
    tree = html5lib.parse(made.html, namespaceHTMLElements=False)
    assert not list(tree.iter("script")) + list(tree.iter("img"))
    assert "49" not in made.text.replace("CD-2026-0042", "")
    assert made.text.count(MARK % 1) == 1


@given(st.text(max_size=120), st.text(max_size=120), st.lists(st.text(max_size=200), max_size=4))
def test_whatever_people_write_the_letter_holds_together(name, title, points):
    made = letter_of("changes_requested", name=name, title=title, points=points)
    assert len(made.subject.splitlines()) == 1
    assert not any(unicodedata.category(one) in ("Cc", "Cs", "Zl", "Zp") for one in made.subject)
    assert LINK["link"] in made.text.splitlines()
    parser = html5lib.HTMLParser(strict=False)
    tree = parser.parse(made.html)
    assert not any(one.tag.rsplit("}", 1)[-1] == "script" for one in tree.iter())


@pytest.mark.parametrize(
    "text", ["evil.example", "http://evil.example", "me@evil.example", "见evil.cn"]
)
@every_letter
def test_nobody_makes_us_mail_an_address_of_theirs(letter, text):
    made = letter_of(letter, name=text, title=text)
    said = made.subject + made.text + made.html
    # These go to addresses that were proved, and say what people wrote as they wrote it.
    proved = {"approved", "published", "override", "password_changed", "address_changed", "test"}
    if letter in proved | {"new_sign_in_method"}:
        assert text in made.text
    else:
        assert text not in said


def test_secrets_come_in_only_when_the_letter_goes_out():
    made = letter_of("received")
    assert reveal(made.text, ["s3cret"]).count("/s/s3cret") == made.text.count(LINK["link"])
    assert reveal('<a href="x•1•">', ['"><b>'], markup=True) == '<a href="x&quot;&gt;&lt;b&gt;">'
    assert reveal("•1• •2•", ["a", "b"]) == "a b"
