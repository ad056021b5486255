"""Every word that a person reads is in the catalogues, translated and compiled."""

import ast
import re
from pathlib import Path

import flask_security
import pytest
from babel.messages.frontend import CommandLineInterface
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
CATALOGUES = ROOT / "cms/translations"
CHINESE = CATALOGUES / "zh_Hans/LC_MESSAGES"
DOMAINS = ["messages", "flask_security"]
KEYWORDS = ["-k", "_l", "-k", "lazy_gettext"]
PLACEHOLDER = re.compile(r"%\((\w+)\)[0-9.]*([a-zA-Z])")


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


def test_the_template_catalogue_holds_what_code_and_templates_say(tmp_path, monkeypatch):
    monkeypatch.chdir(ROOT)
    fresh = tmp_path / "messages.pot"
    options = ["-F", str(CATALOGUES / "babel.cfg"), *KEYWORDS, "--omit-header", "-o", str(fresh)]
    CommandLineInterface().run(["pybabel", "-q", "extract", *options, "."])
    said, kept = ids(catalogue(fresh)), ids(catalogue(CATALOGUES / "messages.pot"))
    assert len(said) > 300
    assert said == kept, f"run `make catalogues`: {said ^ kept}"


def test_a_refusal_that_a_page_can_show_is_marked_for_translation():
    unmarked = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in (ROOT / "cms").rglob("*.py")
        if "cli" not in path.parts
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)
        if call.func.id in {"CmsError", "BadText", "NotAllowed", "WrongState", "GuardFailed"}
        if call.args and isinstance(call.args[0], ast.Constant)
    ]
    assert unmarked == []


def test_chinese_has_a_translation_of_every_message_and_none_beside():
    chinese = catalogue(CHINESE / "messages.po")
    assert ids(chinese) == ids(catalogue(CATALOGUES / "messages.pot"))


@pytest.mark.parametrize("domain", DOMAINS)
def test_nothing_is_left_untranslated_or_guessed(domain):
    chinese = catalogue(CHINESE / f"{domain}.po")
    assert chinese.num_plurals == 1
    poor = [one.id for one in chinese if one.id and (one.fuzzy or not all(texts(one)))]
    assert poor == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_translations_fill_in_the_same_values(domain):
    wrong = []
    for one in catalogue(CHINESE / f"{domain}.po"):
        if not one.id:
            continue
        # The plural names every value; "One thing" needs no number.
        wanted = set(PLACEHOLDER.findall(one.id if isinstance(one.id, str) else one.id[-1]))
        wrong += [one.id for text in texts(one) if set(PLACEHOLDER.findall(text)) != wanted]
    assert wrong == []


def _text(context):
    return context.decode() if isinstance(context, bytes) else context


@pytest.mark.parametrize("domain", DOMAINS)
def test_what_is_compiled_is_what_is_written(domain):
    def content(path):
        return {
            # Babel reads contexts of compiled catalogues as bytes.
            (_text(one.context), one.id if isinstance(one.id, str) else tuple(one.id)): texts(one)
            for one in catalogue(path)
            if one.id
        }

    assert content(CHINESE / f"{domain}.mo") == content(CHINESE / f"{domain}.po")


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


def test_the_sign_in_messages_are_still_those_of_flask_security():
    theirs = Path(flask_security.__file__).parent / "translations/flask_security.pot"
    assert ids(catalogue(CHINESE / "flask_security.po")) <= ids(catalogue(theirs))
