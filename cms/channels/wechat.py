"""A piece as WeChat's editor takes it from the clipboard: styled, counted, with its limits told."""

from dataclasses import dataclass, replace
from html import escape

from cms.channels.wechat_markup import Rebuilt, Words, rebuild
from cms.channels.wechat_style import styled
from cms.item import Image, Item
from cms.text.plain import excerpt, plain

TITLE, AUTHOR, DIGEST = 32, 16, 128  # characters
CONTENT = 20_000  # characters, tags and styles among them
BYTES = 1_000_000
PICTURE = 10_000_000  # bytes
COLUMNS = 4  # what a phone's width shows of a table
WITHOUT_DEK = 120
SENTENCE_ENDS = tuple("。！？.!?”」")

WORDS = {
    "zh-Hans": Words("作者：", "责编：", "原文：", "参考链接", "更正", "图", "、", "等", zh=True),
    "zh-Hant": Words("作者：", "責編：", "原文：", "參考連結", "更正", "圖", "、", "等", zh=True),
    "en": Words(
        *("By ", "Editor: ", "First published at ", "Links", "Correction", "Picture "),
        *(", ", " et al."),
        zh=False,
    ),
}


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to know before pasting; `code` says what, `count` how much, `limit` of how much.

    Codes: title, author, digest, content, bytes, links, pictures, heavy, tables.
    """

    code: str
    count: int
    limit: int = 0


@dataclass(frozen=True, slots=True)
class Pasted:
    """What goes onto the clipboard and into WeChat's own fields.

    `html` has inline styles only; `address` is for 阅读原文, empty until the piece is public;
    `pictures` stand in the order in which the text shows them; `remarks` name what to look at.
    """

    html: str
    text: str
    title: str
    author: str
    digest: str
    address: str
    pictures: tuple[Image, ...]
    remarks: tuple[Remark, ...]

    @property
    def count(self) -> int:
        """How many characters WeChat counts: tags and styles are some."""
        return len(self.html)


def paste(item: Item, *, address: str = "", reachable: bool = False) -> Pasted:
    """Turn a piece into what is pasted; the same piece gives the same characters.

    `address` is where readers find it, empty before it is released. When its pictures are not
    `reachable` for WeChat, a line to be replaced by hand stands where each belongs.
    """
    words = WORDS.get(item.language, WORDS["en"])
    rebuilt = rebuild(item, words, address=address, reachable=reachable)
    html = styled(rebuilt.root)
    author, every_author = _author(item, words)
    made = Pasted(
        html=html,
        text=plain(html),
        title=item.title,
        author=author,
        digest=_digest(item),
        address=address,
        pictures=tuple(rebuilt.pictures),
        remarks=(),
    )
    remarks = _remarks(made, rebuilt, item, every_author=every_author, reachable=reachable)
    return replace(made, remarks=remarks)


def _author(item: Item, words: Words) -> tuple[str, bool]:
    """Return as many names as WeChat's field holds, and whether that is all of them."""
    names = [one.name for one in item.authors]
    whole = words.comma.join(names)
    if len(whole) <= AUTHOR:
        return whole, True
    for kept in range(len(names) - 1, 0, -1):
        some = words.comma.join(names[:kept]) + words.others
        if len(some) <= AUTHOR:
            return some, False
    return names[0][:AUTHOR], False


def _digest(item: Item) -> str:
    cut = excerpt(escape(item.dek), DIGEST) if item.dek else excerpt(item.html, WITHOUT_DEK)
    # Whole sentences need no dots after them.
    return cut.removesuffix("…") if cut[-2:-1] in SENTENCE_ENDS else cut


def _remarks(
    made: Pasted, rebuilt: Rebuilt, item: Item, *, every_author: bool, reachable: bool
) -> tuple[Remark, ...]:
    by_hand = 0 if reachable else len(made.pictures)
    heavy = sum(one.size > PICTURE for one in made.pictures)
    weight = len(made.html.encode())
    found = (
        (len(made.title) > TITLE, Remark("title", len(made.title), TITLE)),
        (not every_author, Remark("author", len(item.authors), AUTHOR)),
        (len(item.dek) > DIGEST, Remark("digest", len(item.dek), DIGEST)),
        (made.count >= CONTENT, Remark("content", made.count, CONTENT)),
        (weight >= BYTES, Remark("bytes", weight, BYTES)),
        (bool(rebuilt.notes), Remark("links", len(rebuilt.notes))),
        (bool(by_hand), Remark("pictures", by_hand)),
        (bool(heavy), Remark("heavy", heavy, PICTURE)),
        (rebuilt.widest > COLUMNS, Remark("tables", rebuilt.widest, COLUMNS)),
    )
    return tuple(remark for holds, remark in found if holds)
