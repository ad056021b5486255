"""Simplified texts as readers of Traditional Chinese read them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.text.traditional import said_in, script_of, traditional


@pytest.mark.parametrize(
    ("simplified", "wanted"),
    [
        ("登录后可保存文件", "登入後可儲存檔案"),
        ("退出登录", "登出"),
        ("请填写邮箱地址", "請填寫電子郵件地址"),
        ("“%(title)s”已刊发", "「%(title)s」已刊登"),
        ('请点击<a href="%(link)s">这个链接</a>', '請點擊<a href="%(link)s">這個連結</a>'),
        ("程序里的工程序列", "程式裡的工程序列"),
        ("批准", "批准"),
        ("台湾与天台", "台灣與天台"),
        ("头发发布后面的面条只有一只", "頭髮發佈後面的麵條只有一隻"),
        ("里程与邻里", "里程與鄰里"),
        ("CMS_MAIL_URL", "CMS_MAIL_URL"),
        ("", ""),
    ],
)
def test_characters_words_and_marks_are_those_of_the_reader(simplified, wanted):
    assert traditional(simplified) == wanted


@given(st.text(alphabet=st.characters(max_codepoint=0x2000)))
def test_what_is_not_chinese_stays_as_it_is(text):
    assert traditional(text) == text


@given(st.text(alphabet="登录文件夹保存程序设置“”邮箱号发布里面abc%(x)s<>&"))
def test_no_placeholder_and_no_tag_is_touched(text):
    latin = re.compile("[ -~]+")
    converted = traditional(text)
    assert "".join(latin.findall(converted)) == "".join(latin.findall(text))


def test_the_newsroom_says_it_in_the_language_of_the_interface():
    said = ("要闻", "News")
    assert [said_in(one, *said) for one in ("zh_Hans", "zh_Hant", "en")] == ["要闻", "要聞", "News"]


@pytest.mark.parametrize(
    ("text", "script"),
    [("换热孔", "zh-Hans"), ("換熱孔", "zh-Hant"), ("回填", "zh"), ("Ann", "zh"), ("", "zh")],
)
def test_characters_tell_how_chinese_is_written(text, script):
    assert script_of(text) == script
