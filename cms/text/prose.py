"""Markdown in which a Chinese line is a paragraph, as people paste it."""

import re
from collections.abc import Iterator
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from cms.errors import N_, BadText
from cms.text.gate import MAX_BYTES
from cms.text.han import HAN

MAX_NESTING = 40
_HAN = re.compile(f"[{HAN}]")
_SENTENCE_END = re.compile(r"[.!?。！？；;…:：][\"'”’」』）)\]]*\s*$")


@cache
def renderer() -> MarkdownIt:
    """Give the one Markdown reader: CommonMark, tables, strikethrough, HTML kept for `clean`.

    Indented code is off: four spaces before a pasted line are layout, not code.
    """
    reader = MarkdownIt("commonmark", {"html": True, "maxNesting": MAX_NESTING})
    reader.enable(["table", "strikethrough"]).disable("code")
    reader.core.ruler.after("inline", "prose", _part)
    return reader


def _part(state: StateCore) -> None:
    """Split top-level paragraphs, and the lines before an underlined heading, where lines end."""
    if any(token.level >= MAX_NESTING - 1 for token in state.tokens):
        # the reader would silently leave out what is deeper
        raise BadText(
            N_("Lists and quotes are nested more than %(limit)d deep."), limit=MAX_NESTING
        )
    _check_addresses(state.tokens)
    for token in state.tokens:
        # the alignment of table columns, which the policy has no place for
        token.attrs.pop("style", None)
    tokens: list[Token] = []
    place = 0
    while place < len(state.tokens):
        opening = state.tokens[place]
        if opening.level == 0 and opening.type in {"paragraph_open", "heading_open"}:
            tokens.extend(_split(*state.tokens[place : place + 3]))
            place += 3
        else:
            tokens.append(opening)
            place += 1
    state.tokens = tokens


def _check_addresses(tokens: list[Token]) -> None:
    """Raise BadText when one long address, named once, would be written out many times."""
    children = (child for token in tokens for child in token.children or ())
    values = (str(value) for child in children for value in child.attrs.values())
    if sum(map(len, values)) > MAX_BYTES:
        raise BadText(
            N_("The addresses of all links come to more than %(limit)d kB."),
            limit=MAX_BYTES // 1000,
        )


def _split(opening: Token, inline: Token, closing: Token) -> Iterator[Token]:
    parts = list(_lines(inline, heading=opening.type == "heading_open"))
    underlined = opening.type == "heading_open" and opening.markup in {"-", "="}
    prose = opening.type == "paragraph_open"
    for children in parts[:-1]:
        yield from _paragraph(inline, children)
    if underlined and opening.markup == "-" and _ends(parts[-1]):
        yield from _paragraph(inline, parts[-1])
        yield Token("hr", "hr", 0, markup="---", block=True)
    elif prose:
        yield from _paragraph(inline, parts[-1])
    else:
        inline.children = parts[-1]
        yield from (opening, inline, closing)


def _lines(inline: Token, *, heading: bool) -> Iterator[list[Token]]:
    """Yield the children of each paragraph that hides in this one."""
    part: list[Token] = []
    before: list[Token] = []
    for line in _broken(inline.children or []):
        if before and before[-1].type == "softbreak" and (heading or _parts(before, line)):
            yield part[:-1]
            part = []
        part.extend(line)
        before = line
    yield part


def _broken(children: list[Token]) -> Iterator[list[Token]]:
    """Yield the lines outside of links and emphasis, each with the break that ends it."""
    line: list[Token] = []
    for child in children:
        line.append(child)
        if child.type in {"softbreak", "hardbreak"} and child.level == 0:
            yield line
            line = []
    yield line


def _parts(before: list[Token], after: list[Token]) -> bool:
    return _ends(before) or _is_han(before) or _is_han(after)


def _paragraph(inline: Token, children: list[Token]) -> tuple[Token, Token, Token]:
    return (
        Token("paragraph_open", "p", 1, block=True),
        inline.copy(children=children),
        Token("paragraph_close", "p", -1, block=True),
    )


def _words(line: list[Token]) -> str:
    return "".join(token.content for token in line if token.type in {"text", "code_inline"})


def _ends(line: list[Token]) -> bool:
    return bool(_SENTENCE_END.search(_words(line)))


def _is_han(line: list[Token]) -> bool:
    return bool(_HAN.search(_words(line)))
