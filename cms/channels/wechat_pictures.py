"""The pictures of a piece where its text shows them, or a line to put them in by hand."""

from collections.abc import Sequence
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from lxml import html

from cms.channels.wechat_elements import element, is_block, paragraph, replace
from cms.item import Image


class Gallery:
    """The pictures of one piece; `shown` fills in the order in which the text shows them."""

    def __init__(self, images: Sequence[Image], word: str, *, reachable: bool) -> None:
        self.images, self.word, self.reachable = images, word, reachable
        self.shown: list[Image] = []
        self._known = {name: one for one in images for name in _names(one)}
        self._placed: frozenset[int] = frozenset()

    def lead(self, root: html.HtmlElement) -> list[html.HtmlElement]:
        """Return the first picture that the text itself does not place."""
        found = [self._of(one) for one in root.iter("img")]
        self._placed = frozenset(id(one) for one in found if one)
        return self._blocks(self._free()[:1])

    def place(self, root: html.HtmlElement) -> None:
        """Rebuild each picture inside the text; one that is not the piece's goes."""
        for one in list(root.iter("img")):
            image, figure = self._of(one), _figure_of(one)
            if image is not None:
                _put(one, figure, self._blocks([image]))
            else:
                one.drop_tree()

    def rest(self) -> list[html.HtmlElement]:
        """Return the pictures that follow the text."""
        return self._blocks(self._free()[1:])

    def _free(self) -> list[Image]:
        return [one for one in self.images if id(one) not in self._placed]

    def _of(self, img: html.HtmlElement) -> Image | None:
        return self._known.get(_stem(img.get("src", "")))

    def _blocks(self, images: Sequence[Image]) -> list[html.HtmlElement]:
        return [block for image in images for block in self._block(image)]

    def _block(self, image: Image) -> list[html.HtmlElement]:
        self.shown.append(image)
        caption = " ".join(filter(None, (image.caption, image.credit)))
        if not self.reachable:
            number = f"{self.word}{len(self.shown)}"
            told = f"{number}：{image.alt or image.caption}".rstrip("：")
            made = [paragraph(f"〔{told}〕", "missing")]
        else:
            made = [element("p", "picture" if caption else "picture alone")]
            made[0].append(element("img"))
            made[0][0].set("src", image.url)
            made[0][0].set("alt", image.alt)
        return made + [paragraph(caption, "caption")] * bool(caption)


def _put(
    img: html.HtmlElement, figure: html.HtmlElement | None, new: list[html.HtmlElement]
) -> None:
    if figure is not None:
        replace(figure, *new)
        return
    block = img.getparent()
    while not is_block(block):
        block = block.getparent()
    if block.tag in {"p", "h2", "h3", "h4"} and block.getparent() is not None:
        img.drop_tree()
        replace(block, block, *new)
    else:
        replace(img, *new)


def _figure_of(img: html.HtmlElement) -> html.HtmlElement | None:
    figure = next(img.iterancestors("figure"), None)
    if figure is None or len(list(figure.iter("img", "table"))) > 1:
        return None
    return figure


def _names(image: Image) -> list[str]:
    urls = [image.url, *(size.url for size in image.sizes)]
    return [name for name in map(_stem, urls) if name]


def _stem(url: str) -> str:
    """Return the name that a picture's bytes are kept under, without its extension."""
    return PurePosixPath(urlsplit(url).path).stem
