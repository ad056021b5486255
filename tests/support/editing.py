"""The editor's bundle alone on a page of a running site, under the site's own headers."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page
from support.engines import fresh_sqlite
from support.served import Newsroom, serving

VENDOR = Path(__file__).parents[2] / "cms/static/vendor"
MOUNT = """
async (address) => {
  const parts = await import(address);
  const box = document.createElement("div");
  document.querySelector("main").prepend(box);
  window.parts = parts;
  window.editor = new parts.Editor({
    element: box,
    extensions: parts.extensions(),
    injectCSS: false,
    content: "",
    editorProps: { transformPastedHTML: parts.transformPastedHTML },
  });
  // As the site's style sheet has it for the editor.
  editor.view.dom.style.whiteSpace = "pre-wrap";
  window.trip = (html) => { editor.commands.setContent(html); return editor.getHTML(); };
}
"""


@contextmanager
def editing(chromium: Browser, home: Path) -> Iterator[tuple[Page, list[str]]]:
    """Open a page with `editor` and `trip(html)` on it; the list is what went wrong there."""
    with serving(fresh_sqlite(home), home / "home", "none") as url:
        newsroom = Newsroom(url, chromium, javascript=True)
        page = newsroom.visit("/")
        # A picture that nobody has is no fault here.
        page.route("**/media/**", lambda route: route.fulfill(status=200, body=b""))
        page.evaluate(MOUNT, f"/{bundle()}")
        yield page, newsroom.strange
        page.context.close()


def bundle() -> str:
    """Give the bundle's address on a site, without the first slash."""
    (built,) = VENDOR.glob("editor-*/editor.js")
    return str(built.relative_to(VENDOR.parents[1]))
