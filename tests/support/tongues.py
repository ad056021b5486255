"""Reads pages as a person of one language does: which words are marked as which language."""

import re
from collections import deque
from functools import cache
from urllib.parse import urljoin, urlsplit

from babel.messages.pofile import read_po
from flask.testing import FlaskClient
from lxml import html
from opencc import OpenCC

from cms.config.folders import PACKAGE

HAN = "㐀-鿿"
SEEN = ("alt", "title", "placeholder", "aria-label", "label")
# Three words of a Latin language beside each other, in text that says it is Chinese.
ENGLISH = re.compile(r"[A-Za-z][a-z’']+(?:,? [A-Za-z][a-z’']+){2}")
NOT_FOR_READING = {"script", "style", "code", "textarea", "option", "pre", "title"}
# A language's own name, a person's name, and what an address or a file is called.
EVERYWHERE = re.compile(
    r"简体中文|繁體中文|English|Google Authenticator|Samsung Internet|JSON Feed|\S+@\S+|\S+://\S+"
)
SAME_IN_BOTH = set("准台")
ELSEWHERE = re.compile(r"/language/|/mail/\d+/html")  # a switch; a letter in its own language


@cache
def messages() -> frozenset[str]:
    """Every English message that has no value to fill in and is another one in Chinese."""
    with (PACKAGE / "translations/zh_Hans/LC_MESSAGES/messages.po").open("rb") as file:
        found = [one for one in read_po(file) if one.id and isinstance(one.id, str)]
    return frozenset(one.id for one in found if "%(" not in one.id and one.id != one.string)


@cache
def _to(script: str) -> OpenCC:
    return OpenCC(script)


@cache
def belongs(character: str, script: str) -> bool:
    """Tell whether a character is written so in `s2t` (traditional) or `t2s` (simplified)."""
    return character in SAME_IN_BOTH or str(_to(script).convert(character)) == character


def tongue(element: html.HtmlElement) -> str:
    """Give the language that holds for an element."""
    found = element.xpath("ancestor-or-self::*[@lang][1]/@lang")
    return str(found[0]) if found else ""


def spoken(page: html.HtmlElement) -> list[tuple[str, str]]:
    """Give (language, text) of everything on a page that is read or heard."""
    said = []
    for text in page.xpath("//body//text()[normalize-space() and not(ancestor::template)]"):
        element = text.getparent().getparent() if text.is_tail else text.getparent()
        if element.tag not in NOT_FOR_READING:
            said.append((tongue(element), " ".join(text.split())))
    for name in SEEN:
        for element in page.xpath(f"//body//*[@{name}]"):
            # An attribute is in one language, even around a name of another.
            if tongue(element).startswith("zh"):
                said += [(tongue(element), element.get(name))]
    return said


def strange(language: str, text: str) -> str:
    """Say why a text can't be in the language that it is marked with; empty when it can."""
    rest = EVERYWHERE.sub(" ", text)
    if not language.startswith("zh"):
        return "Chinese" if re.search(f"[{HAN}]", rest) else ""
    if text in messages():
        return "untranslated"
    if ENGLISH.search(rest):
        return "English"
    script = "s2t" if language == "zh-Hant" else "t2s"
    wrong = [one for one in rest if re.match(f"[{HAN}]", one) and not belongs(one, script)]
    return f"not {language}: {''.join(wrong)}" if wrong and language != "zh" else ""


def faults(page: html.HtmlElement) -> list[str]:
    """Give what stands on a page in another language than it is marked with."""
    return [
        f"{why} in {language}: {text[:80]}"
        for language, text in spoken(page)
        if (why := strange(language, text))
    ]


def crawl(client: FlaskClient, language: str, starts: list[str], most: int) -> dict[str, list[str]]:
    """Follow links from some pages; give the faults of each page that was met."""
    found: dict[str, list[str]] = {}
    waiting, kinds = deque(starts), {}
    while waiting and len(found) < most:
        address = waiting.popleft()
        kind = re.sub(r"[0-9]+|(?<=/articles/).*|[?].*", "#", address)
        # A few of each kind tell all; the second page of a list looks like the first.
        if address in found or kinds.get(kind, 0) >= 3 or ELSEWHERE.search(address):
            continue
        kinds[kind] = kinds.get(kind, 0) + 1
        answer = client.get(address)
        if not answer.content_type.startswith("text/html") or answer.status_code in {301, 302, 303}:
            if "Location" in answer.headers:
                waiting.append(answer.headers["Location"])
            continue
        page = html.fromstring(answer.text)
        found[address] = faults(page)
        if page.get("lang") != language:
            found[address].append(f"the page is in {page.get('lang')}")
        links = page.xpath("//a/@href")
        base = urlsplit(answer.request.url)
        to = [urlsplit(urljoin(answer.request.url, one)) for one in links]
        waiting.extend(f"{one.path}?{one.query}" for one in to if one.netloc == base.netloc)
    return found
