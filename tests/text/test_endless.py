"""Long runs of one thing cost no more than their length; a quadratic reader would not end here."""

import pytest

from cms.text.characters import drop
from cms.text.plain import excerpt, faults, plain, size, strip_faults, tidy_line
from cms.text.policy import is_dangerous
from cms.text.repair import find_leftovers, repair
from cms.text.report import report
from cms.text.slug import slug
from cms.text.tokens import index_tokens, query_tokens

pytestmark = pytest.mark.long
LENGTH = 400_000
RUNS = [
    *["\n", " ", "汉\n", "汉\n\n", "[", "*", "**a", "_", "<", "<a ", '<a b="', "<!--", "&", "&#1"],
    *[
        "|",
        "#",
        ">",
        "1",
        "123,",
        "1.",
        ".",
        '!"',
        "(",
        "汉(a",
        "汉(fā)",
        ".jpg)",
        "<p>\n",
        "a-",
        "\u200d",
    ],
]
READERS = {
    "plain": plain,
    "excerpt": lambda text: excerpt(text, LENGTH // 2),
    "size in Chinese": lambda text: size(text, "zh-Hans"),
    "size in English": lambda text: size(text, "en"),
    "tidy_line": tidy_line,
    "faults": lambda text: faults(text, line=False),
    "strip_faults": lambda text: strip_faults(text, line=False),
    "drop": drop,
    "report": report,
    "is_dangerous": is_dangerous,
    "find_leftovers": find_leftovers,
    "repair": repair,
    "slug": slug,
    "index_tokens": index_tokens,
    "query_tokens": query_tokens,
}


@pytest.mark.parametrize("name", READERS)
def test_a_long_run_of_one_thing_is_read_to_its_end(name):
    for run in RUNS:
        READERS[name]("<p>汉" + run * (LENGTH // len(run)) + "a</p>")
