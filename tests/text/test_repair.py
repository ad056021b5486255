"""Traces of conversion tools are found, and only these are taken out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.text.repair import Leftover, find_leftovers, repair

NOISY = (
    "華北熱泵園區(qū)日前發(fā)布報(bào)告,創(chuàng)新項(xiàng)目達(dá)30個(gè)。\n"
    "  .jpg)\n"
    "綠(lǜ)色建築(zhú)聯(lián)盟（AI）與企業（yè）合作(第二期)\n"
    "井圖2.png)"
)
CLEAN = "華北熱泵園區日前發布報告,創新項目達30個。\n綠色建築聯盟（AI）與企業合作(第二期)\n"


def test_pinyin_and_lost_pictures_go_and_the_rest_stays():
    assert repair(NOISY) == CLEAN.removesuffix("井圖2.png)")


def test_every_trace_is_listed_before_anyone_decides():
    found = find_leftovers("發(fā)布\n.jpg)\n")
    assert found == (Leftover("pinyin", "發(fā)", "發"), Leftover("picture", ".jpg)", ""))
    assert find_leftovers(CLEAN) == ()


@pytest.mark.parametrize(
    "text",
    [
        "發(fā)",
        "區（qū）",
        "呂(lǚ)",
        "呂(lü)",
        "創(chuàng)",
        "雙(shuang)",
        "們(men)",
        "門(mén)",
        "發(fa\u0304)",
        "兒(ér)",
    ],
)
def test_a_syllable_behind_a_character_is_a_trace(text):
    assert repair(text) == text[0]


@pytest.mark.parametrize(
    "text",
    [
        "人工智能(AI)",
        "甲(a)乙(b)",
        "方案(i)与(ii)",
        "热泵(pump)与井(well)",
        "苹果(apple)",
        "他(he)和我们(we)可以(can)",
        "单位(kw)",
        "见(图一)",
        "系统(fāzhǎn)",
        "(fā)开头",
        "word(fā)",
        "发(fàá)",
        "发(bq)",
        "发 (fā)",
        "发(fā",
        "Fā(FĀ)",
    ],
)
def test_ordinary_brackets_stay(text):
    assert repair(text) == text
    assert find_leftovers(text) == ()


@pytest.mark.parametrize(
    "line", [".jpg)", ".PNG）", "  .jpeg)  ", "photo_1.jpg)", ".jpg", "图1.png]"]
)
def test_a_line_that_a_lost_picture_left_goes(line):
    assert repair(f"前\n{line}\n后") == "前\n后"
    assert repair(f"<p>前</p><p>{line}</p><p>后</p>") == "<p>前</p><p>后</p>"


@pytest.mark.parametrize(
    "line", ["photo.jpg", "![井](/media/a.jpg)", "见 photo.jpg)", "a.txt)", "(a.jpg)"]
)
def test_a_line_that_means_something_stays(line):
    assert repair(f"前\n{line}\n后") == f"前\n{line}\n后"


@given(st.text("發区(（)）fāqū.jpg\n<p>/a ", max_size=60))
def test_repair_leaves_nothing_to_find_of_what_it_listed(text):
    fixed = repair(text)
    if not find_leftovers(text):
        assert fixed == text
    else:
        assert len(fixed) < len(text)


@given(st.text())
def test_no_text_breaks_it(text):
    repair(text)
    find_leftovers(text)
