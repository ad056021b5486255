"""Tables get a box that scrolls, their columns of numbers a class; nothing else changes."""

import re

from hypothesis import given
from hypothesis import strategies as st
from text.judge import text_of

from cms.text.clean import clean
from cms.text.tables import set_tables


def table(*rows: tuple[str, ...], caption: str = "") -> str:
    head, *body = ["".join(f"<td>{cell}</td>" for cell in row) for row in rows]
    head = head.replace("td>", "th>")
    words = f"<caption>{caption}</caption>" if caption else ""
    lines = "".join(f"<tr>{row}</tr>" for row in body)
    return f"<table>{words}<thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>"


def right(html: str) -> list[str]:
    return re.findall(r'class="n">(.*?)<', set_tables(html, "Table"))


def test_a_column_of_numbers_goes_right_with_its_head() -> None:
    assert right(table(("month", "heat"), ("May", "1,204.5"), ("June", "−3"))) == [
        "heat",
        "1,204.5",
        "−3",
    ]


def test_ranges_gaps_and_a_few_words_after_a_number_keep_the_column_together() -> None:
    kept = table(("a", "n"), ("x", "1.7～2.1"), ("y", "—"), ("z", "21"), ("u", "2 early"))
    assert right(kept) == ["n", "1.7～2.1", "—", "21", "2 early"]


def test_words_and_the_names_of_rows_stay_left() -> None:
    assert right(table(("hole", "found"), ("1", "leak"), ("4", "2"))) == []


def test_columns_under_cells_over_several_rows_are_left_alone() -> None:
    spanned = '<table><tr><td>a</td><td rowspan="2">1</td></tr><tr><td>b</td></tr></table>'
    assert right(spanned) == []


def test_a_cell_over_two_columns_counts_for_two() -> None:
    wide = '<table><tr><td colspan="2">a</td><td>1</td></tr></table>'
    assert right(wide) == ["1"]


def test_the_box_is_called_by_the_caption_or_as_told() -> None:
    assert 'aria-label="Heat &amp; &quot;cold&quot;"' in set_tables(
        table(("a",), ("b",), caption='Heat &amp; <b>"cold"</b>'), "Table"
    )
    assert 'aria-label="Table"' in set_tables(table(("a",), ("b",)), "Table")


def test_a_head_without_words_is_an_empty_cell() -> None:
    made = set_tables(table(("", "first"), ("heat", "2")), "Table")
    assert '<tr><td></td><th class="n">first</th></tr>' in made


def test_a_table_inside_another_gets_no_box_of_its_own() -> None:
    inner = table(("a", "b"), ("c", "1"))
    assert set_tables(f"<table><tr><td>{inner}</td></tr></table>", "Table").count("<div") == 1


PIECES = ["<table>", "</table>", "<tr>", "<td>", "<th>", "<caption>", "<td colspan=2>", "1", "甲&"]


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_without_boxes_and_classes_the_text_is_as_it_was(source: str) -> None:
    html = clean(source).html
    made = set_tables(html, "Table")
    assert text_of(made) == text_of(html)
    bare = made.replace(' class="n"', "").replace("</div>", "").replace("</th", "</td")
    assert re.sub(r"<div[^>]*>", "", bare).replace("<th>", "<td>") == html.replace(
        "<th>", "<td>"
    ).replace("</th", "</td")
