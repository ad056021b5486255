"""Our tree walker says what html5lib's says, in linear time."""

import time

import pytest
from bleach.html5lib_shim import BleachHTMLParser, getTreeWalker
from text.attacks import ATTACKS

from cms.text.policy import ELEMENTS
from cms.text.walk import Walker


def tree(html):
    parser = BleachHTMLParser(
        tags=ELEMENTS, strip=True, consume_entities=False, namespaceHTMLElements=False
    )
    return parser.parseFragment(html)


def told(walker, parsed):
    return [token for token in walker(parsed) if token["type"] != "Comment"]


@pytest.mark.parametrize(("family", "attack"), ATTACKS)
def test_it_yields_what_the_original_yields(family, attack):
    parsed = tree(attack)
    assert told(Walker, parsed) == told(getTreeWalker("etree"), parsed), family


def seconds(count):
    parsed = tree("<p><b></b></p>" * count)
    started = time.process_time()
    told(Walker, parsed)
    return time.process_time() - started


def test_eight_times_the_siblings_take_about_eight_times_as_long():
    few = min(seconds(500) for _ in range(3))
    assert seconds(4000) < 24 * few
