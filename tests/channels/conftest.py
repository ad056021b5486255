"""A piece as it is pasted."""

from dataclasses import replace

import pytest
from support.items import ITEM

from cms.channels.wechat import paste
from cms.item import Image, Item
from cms.queries.images import set_in
from cms.text.rendering import render


@pytest.fixture
def piece():
    """`piece("<p>…", images=…)` is a piece of that text, cleaned as every text is."""

    def make(html: str = "", images: tuple[Image, ...] = (), **changes: object) -> Item:
        clean, shown = set_in(render(html, "html").html, images)
        return replace(ITEM, html=clean, images=shown, **changes)

    return make


@pytest.fixture
def pasted(piece):
    """`pasted("<p>…")` is such a piece as it is pasted."""

    def make(html: str = "", *, address: str = "", reachable: bool = False, **changes: object):
        return paste(piece(html, **changes), address=address, reachable=reachable)

    return make
