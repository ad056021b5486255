"""axe finds nothing on any page in any state, in light and dark, on a phone and on a desk."""

import pytest
from support.axe import COLOURS, EVERY_RULE, findings
from support.gallery import GALLERY, context_for, open_entry

pytestmark = [pytest.mark.browser, pytest.mark.long]

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1440, "height": 900}


@pytest.mark.parametrize("entry", GALLERY, ids=lambda one: one.name)
def test_axe_finds_nothing(chromium, house, entry):
    context = context_for(chromium, house, entry, lang="zh")
    try:
        page = open_entry(context, house, entry, "zh")
        page = apart(page) if entry.letter else page
        found = []
        for size in (DESK, PHONE):
            page.set_viewport_size(size)
            for theme, rules in (("light", EVERY_RULE), ("dark", COLOURS)):
                page.emulate_media(color_scheme=theme, reduced_motion="reduce")
                said = findings(page, rules, letter=entry.letter)
                found += [f"{size['width']} {theme} {one}" for one in said]
    finally:
        context.close()
    assert not found, "\n".join(found)


def apart(page):
    """The same document outside the sandbox in which a letter is shown, where no timer runs."""
    shown = page.context.new_page()
    shown.set_content(page.content())
    return shown
