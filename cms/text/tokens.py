"""One tokeniser for both search engines: Chinese as bigrams, the rest as words, all in ASCII."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cms.text.characters import normalize
from cms.text.han import HAN, simplify

MAX_TERMS = 40
MAX_WORD = 40
MAX_QUERY = 2_000
"""Characters: 40 of the longest words and the spaces between."""
MAX_VECTOR = 900_000
"""PostgreSQL refuses a tsvector of 1 MB."""

_LETTER = f"(?:(?![{HAN}])[^\\W_])"
_PIECE = re.compile(
    f"(?P<han>[{HAN}]+)"
    "|(?P<number>[0-9]{1,3}(?:,[0-9]{3})+(?:\\.[0-9]+)?|[0-9]+\\.[0-9]+)"
    f"|(?P<model>[a-z]+-[0-9]{_LETTER}*)"
    f"|(?P<word>{_LETTER}+)"
)
_ACCENTS = re.compile("[\u0300-\u036f]")
_FOREIGN = re.compile("[^0-9a-z]|^[0-9](?=[0-9]*[^0-9])")
"""Also a leading digit before letters: PostgreSQL reads `0e0a` as the number `0e0` and `a`."""


@dataclass(frozen=True)
class Term:
    """One thing to find: a whole token, or the beginning of one."""

    text: str
    prefix: bool


def index_tokens(text: str) -> str:
    """Give the tokens of a piece, apart by spaces, in order.

    They hold nothing but `a` to `z` and digits (`地源` is `u5730u6e90`), so FTS5's
    unicode61 and PostgreSQL's parser keep each whole, in any locale and Unicode version.
    """
    return " ".join(_tokens(text))


def tsvector_text(text: str) -> str:
    """Give each token once, cut to what fits a tsvector, for `to_tsvector('simple', …)`."""
    kept: list[str] = []
    room = MAX_VECTOR
    for token in dict.fromkeys(_tokens(text)):
        room -= len(token) + 8
        if room < 0:
            break
        kept.append(token)
    return " ".join(kept)


def query_tokens(q: str) -> list[Term]:
    """Give at most 40 terms, each once, that a piece must hold to answer `q`.

    Only the first 2,000 characters of `q` are read.
    """
    terms: list[Term] = []
    for piece in _PIECE.finditer(_fold(q[:MAX_QUERY])):
        if piece["han"] and len(piece[0]) == 1:
            terms.append(Term(_encode(piece[0]), prefix=True))
        elif piece["han"]:
            terms.extend(Term(_encode(pair), prefix=False) for pair in _pairs(piece[0]))
        else:
            terms.append(Term(_encode(_joined(piece)), prefix=False))
    return list(dict.fromkeys(terms))[:MAX_TERMS]


def fts5_query(terms: Iterable[Term]) -> str:
    """Give the MATCH expression for all `terms`; "" (which matches nothing) for none."""
    return " AND ".join(f'"{term.text}"{"*" if term.prefix else ""}' for term in terms)


def tsquery(terms: Iterable[Term]) -> str:
    """Give the argument of `to_tsquery('simple', …)` for all `terms`; "" for none."""
    return " & ".join(f"'{term.text}'{':*' if term.prefix else ''}" for term in terms)


def _fold(text: str) -> str:
    """Make variants of one word equal: width, case, accents, traditional characters."""
    folded = normalize("NFKC", text).casefold()
    bare = _ACCENTS.sub("", normalize("NFD", folded))
    return simplify(normalize("NFKC", bare))


def _tokens(text: str) -> Iterator[str]:
    for piece in _PIECE.finditer(_fold(text)):
        if piece["han"]:
            yield from map(_encode, _pairs(piece[0]))
            yield _encode(piece[0][-1])
        else:
            if piece["model"]:
                yield from map(_encode, piece[0].split("-"))
            yield _encode(_joined(piece))


def _pairs(run: str) -> Iterator[str]:
    return (run[place : place + 2] for place in range(len(run) - 1))


def _joined(piece: re.Match[str]) -> str:
    """Write `1,000` as `1000` and `r-32` as `r32`, for both are common."""
    return piece[0].replace(",", "").replace("-", "") if not piece["word"] else piece[0]


def _encode(token: str) -> str:
    return _FOREIGN.sub(lambda other: f"u{ord(other[0]):04x}", token[:MAX_WORD])
