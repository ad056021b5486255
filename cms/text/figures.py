"""Pictures set into clean HTML where its figures name them, with the words that they go with."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Protocol

from cms.text.scan import Tag, tags

_SOURCE = re.compile(r"/media/([0-9a-f]{64})\.[a-z0-9]{2,5}")


class Picture(Protocol):
    """What a figure tells of its picture: its address, its words, its width and height in px."""

    @property
    def url(self) -> str: ...  # noqa: D102  the fields of cms.item.Image
    @property
    def alt(self) -> str: ...  # noqa: D102
    @property
    def caption(self) -> str: ...  # noqa: D102
    @property
    def credit(self) -> str: ...  # noqa: D102
    @property
    def width(self) -> int: ...  # noqa: D102
    @property
    def height(self) -> int: ...  # noqa: D102


def place(html: str, pictures: Mapping[str, Picture]) -> tuple[str, frozenset[str]]:
    """Complete every `<figure>` of clean HTML whose `<img src="/media/<sha256>.…">` is known.

    `pictures` are the piece's by SHA-256. Returns the HTML and the SHA-256s that stand in it now.
    Each stands once, the first time; every other `<img>` is left out, and a figure with it when
    no text is left inside. A caption typed in the text counts where the list has none.
    """
    placer = _Placer(pictures)
    at = 0
    for tag in tags(html):
        placer.text(html[at : tag.start])
        placer.tag(tag, html[tag.start : tag.end])
        at = tag.end
    placer.text(html[at:])
    return "".join(placer.out), frozenset(placer.placed)


def without_figures(html: str) -> str:
    """Take out of clean or complete HTML each figure that shows a picture, words and all."""
    out: list[str] = []
    starts: list[int] = []
    at, shows = 0, False
    for tag in tags(html):
        out += (html[at : tag.start], html[tag.start : tag.end])
        at = tag.end
        shows = (shows or tag.name == "img") and bool(starts)
        if tag.name == "figure" and not tag.closing:
            starts.append(len(out) - 1)
        elif tag.name == "figure" and starts:
            start = starts.pop()
            if shows and not starts:
                del out[start:]
    return "".join([*out, html[at:]])


@dataclass
class _Figure:
    """An open figure: where it and its caption's words begin and end in what is written."""

    start: int
    shown: Picture | None = None
    words: tuple[int, int] | None = None
    filled: bool = False


class _Placer:
    def __init__(self, pictures: Mapping[str, Picture]) -> None:
        self.pictures = pictures
        self.placed: set[str] = set()
        self.out: list[str] = []
        self.open: list[_Figure] = []
        self.captions: list[int] = []  # where the words of open captions begin

    def text(self, text: str) -> None:
        self.out.append(text)
        if self.open and text.strip():
            self.open[-1].filled = True

    def tag(self, tag: Tag, source: str) -> None:
        """Take the next tag, whose text is `source`."""
        if tag.name == "img":
            self.image(dict(tag.attributes).get("src", ""))
        elif tag.name == "figure":
            self.figure(tag, source)
        elif tag.name == "figcaption":
            self.caption(tag, source)
        else:
            self.out.append(source)

    def image(self, source: str) -> None:
        """Write the picture that is named, when it may stand here."""
        named = _SOURCE.fullmatch(source)
        sha256 = named[1] if named else ""
        fits = self.open and not self.open[-1].shown and not self.captions
        if not fits or sha256 in self.placed or sha256 not in self.pictures:
            return
        figure, picture = self.open[-1], self.pictures[sha256]
        figure.shown, figure.filled = picture, True
        self.placed.add(sha256)
        self.out.append(_image(picture))

    def figure(self, tag: Tag, source: str) -> None:
        if not tag.closing:
            self.open.append(_Figure(len(self.out)))
            self.out.append(source)
            return
        figure = self.open.pop() if self.open else _Figure(0, filled=True)
        if not figure.filled:
            del self.out[figure.start :]
            return
        if figure.shown:
            self.complete(figure, figure.shown)
        if self.open:
            self.open[-1].filled = True
        self.out.append(source)

    def caption(self, tag: Tag, source: str) -> None:
        if tag.closing and self.captions:
            words = self.captions.pop(), len(self.out)
            if self.open and self.open[-1].words is None:
                self.open[-1].words = words
        self.out.append(source)
        if not tag.closing:
            self.captions.append(len(self.out))

    def complete(self, figure: _Figure, picture: Picture) -> None:
        """Write caption and credit, into the caption that stands there or one of our own."""
        start, end = figure.words or (0, 0)
        typed = "".join(self.out[start:end]).strip()
        said = " ".join(filter(None, (escape(picture.caption, quote=False) or typed, _by(picture))))
        if figure.words:
            self.out[start:end] = [said]
        elif said:
            self.out.append(f"<figcaption>{said}</figcaption>")


def _image(picture: Picture) -> str:
    size = f'width="{picture.width}" height="{picture.height}"'
    return f'<img src="{escape(picture.url)}" alt="{escape(picture.alt)}" {size}>'


def _by(picture: Picture) -> str:
    return f"<small>{escape(picture.credit, quote=False)}</small>" if picture.credit else ""
