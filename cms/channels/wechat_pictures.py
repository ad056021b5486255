"""The pictures of a piece where its text shows them, or a line to put them in by hand."""

from collections.abc import Sequence

from lxml import html

from cms.channels.wechat_elements import element, is_block, paragraph, replace
from cms.item import Image


class Gallery:
    """The pictures of one piece; `shown` fills in the order in which the text shows them."""

    def __init__(self, images: Sequence[Image], word: str, *, reachable: bool) -> None:
        self.images, self.word, self.reachable = images, word, reachable
        self.shown: list[Image] = []

    def lead(self) -> list[html.HtmlElement]:
        """Return the first picture, unless the text places it."""
        return self._captioned(self.images[:1])

    def place(self, root: html.HtmlElement) -> None:
        """Rebuild each picture inside the text, its figure's words below; a foreign one goes."""
        known = {one.url: one for one in self.images if one.placed}
        for img in list(root.iter("img")):
            image = known.get(img.get("src", ""))
            if image is None:
                img.drop_tree()
            else:
                _put(img, self._picture(image, captioned=_has_caption(img)))

    def rest(self) -> list[html.HtmlElement]:
        """Return the pictures that follow the text."""
        return self._captioned(self.images[1:])

    def _captioned(self, images: Sequence[Image]) -> list[html.HtmlElement]:
        made: list[html.HtmlElement] = []
        for image in images:
            if not image.placed:
                said = " ".join(filter(None, (image.caption, image.credit)))
                made.append(self._picture(image, captioned=bool(said)))
                made += [paragraph(said, "caption")] * bool(said)
        return made

    def _picture(self, image: Image, *, captioned: bool) -> html.HtmlElement:
        self.shown.append(image)
        if not self.reachable:
            said = f"{self.word}{len(self.shown)}：{image.alt or image.caption}".rstrip("：")
            return paragraph(f"〔{said}〕", "missing")
        made = element("p", "picture" if captioned else "picture alone")
        made.append(element("img"))
        made[0].set("src", image.url)
        made[0].set("alt", image.alt)
        return made


def _has_caption(img: html.HtmlElement) -> bool:
    figure = next(img.iterancestors("figure"), None)
    return figure is not None and next(figure.iter("figcaption"), None) is not None


def _put(img: html.HtmlElement, picture: html.HtmlElement) -> None:
    """Put a picture's paragraph in its place, behind the paragraph that it stands in."""
    block = img.getparent()
    while not is_block(block):
        block = block.getparent()
    if block.tag in {"p", "h2", "h3", "h4"}:
        img.drop_tree()
        replace(block, block, picture)
    else:
        replace(img, picture)
