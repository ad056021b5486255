"""Our tree walker says what html5lib's says."""

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
