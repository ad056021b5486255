"""Every run of another language says so, and every page is wholly in the reader's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from support import people
from support.tongues import crawl, strange

from cms.models import Language
from cms.rules.facts import Text
from cms.web.tongues import tongue

LANGUAGES = [("zh_Hans", "zh-Hans"), ("zh_Hant", "zh-Hant"), ("en", "en")]
ENGLISH = Text(
    "Three small things about grouting",
    "The first paragraph tells what happened.\n\nA second one follows it.",
    "plain",
    "What crews forget at the end of a long day",
    (("Ann Autumn", "Yunge Institute"),),
)
TRADITIONAL = Text(
    "地埋管換熱孔回填的三個細節",
    "第一段說事情。\n第二段說經過。",
    "plain",
    "一句話的導語",
    (("安念秋", "雲舸設計院"),),
)


@pytest.mark.parametrize(
    ("around", "text", "marked"),
    [
        ("en", "安念秋", '<bdi lang="zh">安念秋</bdi>'),
        (
            "en",
            "We have “换热孔 3 号” here",
            'We have <bdi lang="zh-Hans">“换热孔 3 号”</bdi> here',
        ),
        ("en", "换 and 換", '<bdi lang="zh-Hans">换</bdi> and <bdi lang="zh-Hant">換</bdi>'),
        ("en", "a < b", "a &lt; b"),
        ("zh-Hant", "恒温层", '<bdi lang="zh-Hans">恒温层</bdi>'),
        ("zh-Hant", "安念秋", "安念秋"),
        ("zh-Hans", "雲舸設計院", '<bdi lang="zh-Hant">雲舸設計院</bdi>'),
        ("zh-Hans", "Ann Autumn", "Ann Autumn"),
        (
            "zh-Hans",
            "《No, 42 of them: so》已刊发",
            '《<bdi lang="en">No, 42 of them: so</bdi>》已刊发',
        ),
        ("zh-Hans", "What crews forget", '<bdi lang="en">What crews forget</bdi>'),
        ("zh-Hans", "<b>换热孔", "&lt;b&gt;换热孔"),
    ],
)
def test_what_is_of_another_language_is_marked(around, text, marked):
    assert str(tongue(text, around)) == marked


@given(
    st.text(alphabet=st.sampled_from("换換回a< &“”。，1\n ")), st.sampled_from(["en", "zh-Hans"])
)
def test_marking_changes_no_character(text, around):
    assert html.fromstring(f"<p>{tongue(text, around)}</p>").text_content() == text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "By 安念秋"),
        ("zh-Hans", "换热孔與回填"),
        ("zh-Hant", "換熱孔与回填"),
        ("zh-Hans", "This was not translated"),
        ("zh-Hans", "Nothing here yet"),
    ],
)
def test_the_walk_below_can_fail(language, text):
    assert strange(language, text)


@pytest.fixture
def pieces(made):
    """Pieces in three languages, in every place that shows some."""

    def work():
        person = people.person("ann")
        person.name = "安念秋"
        one = people.released(person.name)
        people.released(person.name, text=ENGLISH, language=Language.EN)
        people.released(person.name, text=TRADITIONAL, language=Language.ZH_HANT)
        people.take(people.sent(person.name), "claim", "ed")
        people.sent(person.name, text=ENGLISH, language=Language.EN)
        people.sent(None)
        return one

    return made(work)


@pytest.mark.long
@pytest.mark.usefixtures("pieces")
@pytest.mark.parametrize(("locale", "tag"), LANGUAGES)
@pytest.mark.parametrize(
    ("who", "starts"),
    [
        (None, ["/", "/feeds/", "/submit", "/login", "/register", "/reset", "/s/", "/nothing"]),
        ("安念秋", ["/my/", "/account/", "/account/profile", "/"]),
        ("ed", ["/desk/"]),
        ("ada", ["/desk/", "/admin/people", "/admin/mail", "/account/"]),
    ],
)
def test_every_page_is_in_the_readers_language_and_marks_the_rest(
    app, client, who, starts, locale, tag
):
    if who:
        people.sign_in(client, app, who)
    client.set_cookie("language", locale)
    found = crawl(client, tag, starts, most=80)
    assert len(found) >= len(starts)
    assert {page: faults for page, faults in found.items() if faults} == {}
