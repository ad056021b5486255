"""Between the two sanitisers: rename old elements, and turn divisions into paragraphs."""

from enum import Enum

from cms.text import policy
from cms.text.outline import VOID, Outline, outline
from cms.text.scan import Tag, named, tags

_BARE = named("ul ol table thead tbody tfoot tr dl figure")
_RUBY = frozenset({"ruby", "rt", "rp"})
"""Parsers disagree on where these end, unless they are plainly nested and hold no blocks."""
_SPACE = "\t\n\f\r "


class _Mode(Enum):
    FLOW = "text in here is wrapped in paragraphs"
    LINE = "text in here stays bare, borders become line breaks"
    BARE = "text has no place in here and is left alone"
    RUN = "inline, within a paragraph or a line"


def shape(html: str) -> str:
    """Give each division's text, and bare text at the top, its own paragraph.

    `html` must be well formed with quoted attributes, as nh3 writes it. Links without
    an address lose their tag, pictures without one go.
    """
    found = list(tags(html))
    shaper = _Shaper(outline(found))
    place = 0
    for tag in found:
        shaper.text(html[place : tag.start])
        shaper.tag(tag, html[tag.start : tag.end])
        place = tag.end
    shaper.text(html[place:])
    shaper.border()
    return "".join(shaper.out)


class _Shaper:
    def __init__(self, known: Outline) -> None:
        self.known = known
        self.out: list[str] = []
        self.stack: list[tuple[str, _Mode, bool]] = [("", _Mode.FLOW, True)]
        # name ("" when the tag goes), mode inside, whether text ends at its edges
        self.paragraph = False  # one of ours is open
        self.filled = False  # the line has content already
        self.broken = False  # a border was lost since

    def text(self, text: str) -> None:
        if text.strip(_SPACE):
            self.content()
        self.out.append(text)

    def content(self) -> None:
        """Make ready for something visible: open a paragraph, or break the line."""
        if self.stack[-1][1] is _Mode.FLOW and not self.paragraph:
            self.out.append("<p>")
            self.paragraph = True
        elif self.broken:
            self.out.append("<br>")
        self.filled, self.broken = True, False

    def border(self, *, kept: bool = True) -> None:
        """End the paragraph that we opened; a lost border in a filled line becomes a break."""
        if self.paragraph:
            self.out.append("</p>")
            self.paragraph = False
        self.broken = self.filled and not kept and self.stack[-1][1] is _Mode.LINE
        self.filled = self.filled and not kept

    def tag(self, tag: Tag, source: str) -> None:
        """Take the next tag, whose text is `source`."""
        name = policy.RENAMED.get(tag.name, tag.name)
        if tag.closing:
            self.close()
        elif name in VOID:
            self.void(name, tag, source)
        else:
            keep = self.keeps(name, tag)
            edge = name not in policy.INLINES or tag.start in self.known.holders
            if edge:
                self.border(kept=keep)
            elif keep:
                self.content()
            self.stack.append((name if keep else "", self.mode(name, tag, keep=keep), edge))
            self.out.append(f"<{name}{source[1 + len(tag.name) :]}" if keep else "")

    def close(self) -> None:
        """Take an end tag."""
        name, _, edge = self.stack[-1]
        if edge:
            self.border(kept=bool(name))
        if len(self.stack) > 1:
            self.stack.pop()
        self.out.append(f"</{name}>" if name else "")

    def void(self, name: str, tag: Tag, source: str) -> None:
        """Take a break, a rule or a picture."""
        if name == "hr":
            self.border()
        elif name == "img":
            if not dict(tag.attributes).get("src"):
                return
            self.content()
        elif self.stack[-1][1] is _Mode.FLOW and not self.paragraph:
            return  # a break between paragraphs
        else:
            self.filled = self.broken = False
        self.out.append(source)

    def keeps(self, name: str, tag: Tag) -> bool:
        if name == "a":
            return "href" in dict(tag.attributes)
        parent, inside, _ = self.stack[-1]
        if name in _RUBY and tag.start in self.known.holders:
            return False
        if name in {"rt", "rp"}:
            return parent == "ruby"
        return name not in policy.DIVISIONS and not (name == "p" and inside is _Mode.LINE)

    def mode(self, name: str, tag: Tag, *, keep: bool) -> _Mode:
        inside = self.stack[-1][1]
        if name in policy.INLINES:
            return _Mode.RUN if keep and tag.start not in self.known.holders else inside
        if name in policy.DIVISIONS:
            return inside
        if name in _BARE:
            return _Mode.BARE
        if name == "blockquote" or tag.start in self.known.parted:
            return _Mode.FLOW
        return _Mode.LINE
