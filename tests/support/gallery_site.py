"""The reader's pages."""

from support.gallery_steps import Entry, press, put, within


def bare(action: str):
    """Send a form of no fields, not even a token, as a broken page would."""
    return within(
        "const one = document.createElement('form'); one.method = 'post';"
        f" one.action = {action!r}; document.body.append(one); one.submit()"
    )


WRONG = put(email="often@demo.example", password="wrong")
SITE = (
    Entry("front", None, "/"),
    Entry("front-signed-in", "ann", "/"),
    Entry("front-empty", None, "/", empty=True),
    Entry("section", None, "{section}"),
    Entry("section-empty", None, "/sections/news", empty=True),
    Entry("tag", None, "{tag}"),
    Entry("author", None, "{author}"),
    Entry("archive", None, "{archive}"),
    Entry("archive-empty", None, "/archive/2001/03"),
    Entry("search", None, "/search"),
    Entry("search-found", None, "/search?q=回填"),
    Entry("search-none", None, "/search?q=xyzzy"),
    Entry("article-zh", None, "{article_zh}"),
    Entry("article-en", None, "{article_en}"),
    Entry("article-hant", None, "{article_hant}"),
    Entry("article-counterpart", None, "{article_counterpart}"),
    Entry("article-paper", None, "{article_paper}"),
    Entry("article-table", None, "{article_table}"),
    Entry("article-every-structure", None, "{article_released}"),
    Entry("article-corrected", None, "{article_corrected}"),
    Entry("article-retracted", None, "{article_retracted}"),
    Entry("article-killed", None, "{article_killed}", 404),
    Entry("call-open", None, "{call}"),
    Entry("call-closed", None, "/calls/closed-call"),
    Entry("feeds", None, "/feeds/"),
    Entry("error-404", None, "/nothing-here", 404),
    Entry("error-405", None, "/logout", 405),
    Entry("error-desk-404", "ann", "/desk/", 404),
    Entry("error-400", None, "/search", 400, (bare("/logout"),)),
    Entry("error-401", None, "/search", 401, (bare("/login/code"),)),
    Entry("error-sign-in-429", None, "/login", 429, (WRONG, press("main form button")) * 11),
)
