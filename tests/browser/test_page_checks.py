"""The checks of every page see what is wrong, and let pass what is right."""

import pytest
from support.axe import EVERY_RULE, findings
from support.page_checks import check, reflow, walk

pytestmark = [pytest.mark.browser, pytest.mark.long]

RIGHT = """<!doctype html><html lang="en"><head><title>A page</title></head><body>
<main><h1>One</h1><h2>Two</h2><p>Text with a <a href="/x">link in it</a>.</p>
<img src="data:," alt="" width="1" height="1">
<label for="a">Name</label> <input id="a" style="width:9rem;height:2rem"></main></body></html>"""
WRONG = {
    "structure": {
        "two h1": "<h1>Another</h1>",
        "a heading too deep": "<h4>Deep</h4>",
        "a picture without a size": "<img src='data:,' alt=''>",
        "a picture without words": "<img src='data:,' width='1' height='1'>",
        "an id twice": "<p id='a'></p>",
        "a description that is not there": "<input aria-describedby='gone'>",
        "a link to nowhere": "<a href='#gone'>Go</a>",
    },
    "errors": {
        "an error that nobody announces": "<input aria-invalid='true' aria-describedby='e'>"
        "<p class='error' id='e'>Why</p>",
        "an error without words": "<p role='alert'>No</p><input aria-invalid='true'>",
    },
    "targets": {
        "two small buttons": "<button style='all:unset;font-size:9px'>x</button>"
        "<button style='all:unset;font-size:9px'>y</button>",
    },
    "motion": {"a transition": "<p style='transition:color 1s'>Slow</p>"},
    "width": {"a wide box": "<div style='width:4000px'>Wide</div>"},
}
CASES = [(name, what) for name, parts in WRONG.items() for what in parts]


@pytest.fixture
def page(chromium):
    made = chromium.new_page()
    yield made
    made.close()


def show(page, more=""):
    page.set_content(RIGHT.replace("</main>", f"{more}</main>"))


@pytest.mark.parametrize("name", WRONG)
def test_what_is_right_passes(page, name):
    show(page)
    assert check(page, name) == []


@pytest.mark.parametrize(("name", "what"), CASES)
def test_what_is_wrong_is_said(page, name, what):
    show(page, WRONG[name][what])
    assert len(check(page, name)) >= 1


def test_what_scrolls_sideways_on_a_phone_or_with_large_letters_is_said(page):
    show(page)
    assert reflow(page) == []
    show(page, "<p style='width:340px'>Too wide for a small phone</p>")
    assert reflow(page)[0].startswith("at 320 px")
    show(page, "<p style='width:42rem'>Too wide in large letters</p>")
    assert any(one.startswith("at 200 %") for one in reflow(page))


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("<button style='outline:none'>Hidden</button>", "no visible focus"),
        (
            "<div style='position:fixed;inset:0;background:#fff'></div><button>Below</button>",
            "has the focus below",
        ),
        ("<p aria-hidden='true'><button>Secret</button></p>", "is hidden and gets the focus"),
        ("<a href='/y' style='position:absolute;left:-999px'>Away</a>", "out of sight"),
    ],
)
def test_a_focus_that_is_not_seen_is_said(page, more, said):
    show(page)
    assert walk(page) == []
    show(page, more)
    assert any(said in one for one in walk(page)), walk(page)


def test_axe_runs(page):
    show(page, "<p style='color:#999;background:#fff'>Pale</p>")
    assert any("color-contrast" in one for one in findings(page, EVERY_RULE))
