"""Every word that a person reads is in the catalogues, translated and compiled."""

import re
import runpy
from pathlib import Path

import flask_security
import pytest
from babel.messages.frontend import CommandLineInterface
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from opencc import OpenCC

from cms.text.traditional import traditional

ROOT = Path(__file__).parents[2]
CATALOGUES = ROOT / "cms/translations"
CHINESE = CATALOGUES / "zh_Hans/LC_MESSAGES"
TRADITIONAL = CATALOGUES / "zh_Hant/LC_MESSAGES"
DOMAINS = ["messages", "flask_security"]
BOTH = [f"{locale}/LC_MESSAGES/{name}" for locale in ("zh_Hans", "zh_Hant") for name in DOMAINS]
KEYWORDS = ["-k", "_l", "-k", "lazy_gettext"]
PLACEHOLDER = re.compile(r"%(?:\((\w+)\))?[0-9.]*([sd])")
# Flask-Security forgot a letter: Python reads ` c`, one character of that number. Ours has none.
BROKEN = ("%(length) characters", "characters")
SIMPLIFIED_TOO = set("准台")  # written so on both sides: 批准, 一台


def catalogue(path):
    with path.open("rb") as file:
        return read_mo(file) if path.suffix == ".mo" else read_po(file)


def ids(messages):
    return {
        (one.context, one.id if isinstance(one.id, str) else tuple(one.id))
        for one in messages
        if one.id
    }


def texts(message):
    """Give a message's translations as a tuple, whether it has a plural or not."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def parts(text):
    """Give what no language changes: what is filled in, by name or in order, and the tags."""
    found = PLACEHOLDER.findall(text)
    in_order = [letter for name, letter in found if not name]
    return {one for one in found if one[0]}, in_order, re.findall(r"<[^>]*>", text)


def test_the_template_catalogue_holds_what_code_and_templates_say(tmp_path, monkeypatch):
    monkeypatch.chdir(ROOT)
    fresh = tmp_path / "messages.pot"
    options = ["-F", str(CATALOGUES / "babel.cfg"), *KEYWORDS, "--omit-header", "-o", str(fresh)]
    CommandLineInterface().run(["pybabel", "-q", "extract", *options, "."])
    said, kept = ids(catalogue(fresh)), ids(catalogue(CATALOGUES / "messages.pot"))
    assert len(said) > 300
    assert said == kept, f"run `make catalogues`: {said ^ kept}"


def test_chinese_has_a_translation_of_every_message_and_none_beside():
    chinese = catalogue(CHINESE / "messages.po")
    assert ids(chinese) == ids(catalogue(CATALOGUES / "messages.pot"))


@pytest.mark.parametrize("name", BOTH)
def test_nothing_is_left_untranslated_or_guessed(name):
    chinese = catalogue(CATALOGUES / f"{name}.po")
    assert chinese.num_plurals == 1
    poor = [one.id for one in chinese if one.id and (one.fuzzy or not all(texts(one)))]
    assert poor == []


@pytest.mark.parametrize("name", BOTH)
def test_translations_fill_in_the_same_values(name):
    wrong = []
    for one in catalogue(CATALOGUES / f"{name}.po"):
        if not one.id:
            continue
        # The plural names every value; "One thing" needs no number.
        said = one.id if isinstance(one.id, str) else one.id[-1]
        wrong += [one.id for text in texts(one) if parts(text) != parts(said.replace(*BROKEN))]
    assert wrong == []


def _text(context):
    return context.decode() if isinstance(context, bytes) else context


@pytest.mark.parametrize("name", BOTH)
def test_what_is_compiled_is_what_is_written(name):
    def content(path):
        return {
            # Babel reads contexts of compiled catalogues as bytes.
            (_text(one.context), one.id if isinstance(one.id, str) else tuple(one.id)): texts(one)
            for one in catalogue(path)
            if one.id
        }

    assert content(CATALOGUES / f"{name}.mo") == content(CATALOGUES / f"{name}.po")


@pytest.mark.parametrize("domain", DOMAINS)
def test_the_traditional_catalogue_is_made_from_the_simplified_one(domain):
    convert = runpy.run_path(str(ROOT / ".ci/traditional.py"))["convert"]
    made = convert((CHINESE / f"{domain}.po").read_bytes())
    assert made == (TRADITIONAL / f"{domain}.po").read_bytes(), "run `make catalogues`"


@pytest.mark.parametrize("domain", DOMAINS)
def test_traditional_readers_meet_no_simplified_character(domain):
    converter = OpenCC("s2t")
    known = {
        character
        for one in catalogue(TRADITIONAL / f"{domain}.po")
        if one.id
        for character in "".join(texts(one))
    }
    simplified = {one for one in known if converter.convert(one) != one or one in "“”‘"}
    assert simplified <= SIMPLIFIED_TOO


def test_chinese_is_typeset_as_chinese():
    odd = [
        text
        for domain in DOMAINS
        for one in catalogue(CHINESE / f"{domain}.po")
        if one.id
        for text in texts(one)
        # A half-width mark beside a Han character, or a gap between Han and Latin ones.
        if re.search(r"[一-鿿][,;:!?]|[一-鿿]\.(?!\w)|[一-鿿] [\w%]|\w [一-鿿]", text)
        if text != "文 %(names)s"
    ]
    assert odd == []


def test_flask_security_can_say_nothing_that_has_no_chinese():
    theirs = Path(flask_security.__file__).parent / "translations/flask_security.pot"
    assert ids(catalogue(CHINESE / "flask_security.po")) == ids(catalogue(theirs))


def test_the_glossary_says_what_the_catalogues_say():
    lines = (ROOT / "docs/glossary.md").read_text("utf-8").splitlines()
    rows = [line.strip("| ").split(" | ") for line in lines if line.startswith("| ")][1:]
    said = "\n".join(
        text for one in catalogue(CHINESE / "messages.po") if one.id for text in texts(one)
    )
    assert len(rows) > 30
    for _english, simplified, made, *_remark in rows:
        assert simplified in said
        assert traditional(simplified) == made
