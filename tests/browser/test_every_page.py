"""What holds on every page in every state: structure, targets, focus, reflow, little to load."""

import pytest
from support.gallery import GALLERY, context_for
from support.gallery_steps import arrive
from support.page_checks import check, reflow, walk
from support.served import watch

pytestmark = [pytest.mark.browser, pytest.mark.long]

BUDGET = 100_000  # bytes of CSS and JavaScript together, uncompressed, without the editor's
EDITOR = "/static/vendor/editor-"
WRITING = 110_000  # where the editor is, without it


@pytest.mark.parametrize("entry", GALLERY, ids=lambda one: one.name)
def test_a_page_is_built_for_everyone(chromium, house, entry):
    context = context_for(chromium, house, entry)
    page = context.new_page()
    strange, loaded = [], {}
    watch(page, house.empty_url if entry.empty else house.url, strange)
    page.on("response", lambda one: note_size(loaded, one))
    try:
        arrive(page, house, entry, "en")
        problems = unexpected(strange, entry) + over_budget(loaded, entry)
        for width in (1440, 390) if not entry.letter else ():
            page.set_viewport_size({"width": width, "height": 844})
            problems += [f"at {width}: {one}" for one in problems_of(page)]
        problems += check(page, "structure") if not entry.letter else []
        problems += reflow(page)
    finally:
        context.close()
    assert not problems, "\n".join(problems)


def problems_of(page):
    return [
        *check(page, "errors"),
        *check(page, "targets"),
        *check(page, "motion"),
        *walk(page),
    ]


def note_size(loaded, response):
    kind = response.request.resource_type
    if kind == "document":
        loaded.clear()
    elif kind in {"stylesheet", "script"} and response.status == 200:
        loaded[response.url] = response


def over_budget(loaded, entry):
    own = {url: len(one.body()) for url, one in loaded.items() if EDITOR not in url}
    budget = WRITING if entry.editor else BUDGET
    editors = [url for url in loaded if EDITOR in url]
    said = [] if sum(own.values()) <= budget else [f"{sum(own.values())} bytes: {own}"]
    return said + ([f"loads the editor: {editors}"] if editors and not entry.editor else [])


def unexpected(strange, entry):
    """What the console said and what was asked for elsewhere, but for a refusal's own status."""
    refusals = [f"status of {one}" for one in (entry.status, 422) if one >= 400]
    return [one for one in strange if not any(each in one for each in refusals)]
