"""Chinese readers, contributors and editors read Chinese, and English ones English."""

import re
from datetime import UTC, datetime

import flask_security
import pytest
from flask import render_template_string
from support import people
from support.pages import open_page

from cms.extensions import db
from cms.extensions.database import begin_write

ZH = {"Accept-Language": "zh-CN,zh;q=0.9"}
# Names of things, and of the people and the piece that the tests make.
ALLOWED = (
    "RSS|Atom|JSON Feed|JSON|HTML|Markdown|English|Copydesk|CD-[0-9]{4}-[0-9]{4}"
    "|JPEG|PNG|WebP|AVIF|GIF|MB|PDF|Word|Excel|PowerPoint|OpenDocument"
    r"|[a-z]+@demo\.example|(?<![a-z])(ann|ed|cho)(?![a-z])"
)
# What Flask-Security may say to someone who signs in, signs out or comes to a closed page.
SIGN_IN = re.findall(
    r"\w+",
    """
    API_ERROR GENERIC_AUTHN_FAILED UNAUTHORIZED UNAUTHENTICATED REAUTHENTICATION_REQUIRED
    INVALID_REDIRECT CONFIRMATION_REQUIRED DISABLED_ACCOUNT EMAIL_NOT_PROVIDED LOGIN REFRESH
    INVALID_EMAIL_ADDRESS PASSWORD_NOT_PROVIDED USER_DOES_NOT_EXIST INVALID_PASSWORD
    ANONYMOUS_USER_REQUIRED FORGOT_PASSWORD PASSWORDLESS_LOGIN_SUCCESSFUL
    """,
)


def words(page):
    """Give the page's text with the attributes that are read out or shown."""
    for each in page.all(
        "//body//*[@lang and @lang != /html/@lang] | //script | //style | //kbd | //template"
    ):
        each.drop_tree()
    shown = page.all("//@placeholder | //@aria-label | //@title | //@alt")
    return " ".join([page.words(), page.tree.findtext(".//title"), *map(str, shown)])


def english_in(page, *more):
    left = re.sub("|".join([ALLOWED, *more]), " ", words(page))
    return re.findall(r"[A-Za-z]{2,}", left)


@pytest.mark.parametrize("where", ["/", "/submit", "/login", "/feeds/", "/search", "/nowhere"])
def test_a_chinese_reader_sees_no_english(client, where):
    page = open_page(client, where, headers=ZH)
    assert page.all("/html/@lang") == ["zh-Hans"]
    assert english_in(page) == []


@pytest.fixture
def piece(app):
    """A piece of ann's that ed has claimed and asked to change."""
    with app.app_context():
        begin_write(db.session)
        one = people.sent()
        people.take(one, "claim", "ed")
        due = datetime(2099, 11, 30, 10, 0, tzinfo=UTC)
        people.take(one, "request_changes", "ed", points=("补图注", "注明出处"), due_at=due)
        db.session.commit()
        return one.id


@pytest.mark.parametrize("where", ["/desk/", "/desk/{}", "/desk/?view=closed"])
def test_a_chinese_editor_sees_no_english(browse, piece, where):
    page = open_page(browse("cho"), where.format(piece), headers=ZH)
    assert page.status == 200
    assert english_in(page, "I wrote it", "[0-9a-f]{8}") == []


def test_a_chinese_contributor_sees_no_english(browse, piece):
    ann = browse("ann")
    for where in ("/my/", f"/my/{piece}", f"/my/{piece}/edit"):
        page = open_page(ann, where, headers=ZH)
        assert page.status == 200
        assert english_in(page) == []


def test_the_progress_reads_as_sentences(browse, piece):
    steps = "//ol[@class='timeline']//h3/text()"
    ann = browse("ann")
    chinese = open_page(ann, f"/my/{piece}", headers=ZH)
    assert chinese.all(steps) == ["您提交了稿件", "编辑部认领了稿件", "编辑部提出了修改意见"]
    english = open_page(ann, f"/my/{piece}", headers={"Accept-Language": "en"})
    assert english.all(steps)[1] == "The editors claimed the piece"


def test_the_record_reads_as_sentences(browse, piece):
    told = "string(//ol[@class='history']/li[1]/div/p)"
    ed = browse("ed")
    page = open_page(ed, f"/desk/{piece}", headers=ZH)
    assert page.tree.xpath(told) == "ed提出了修改意见：补图注；注明出处；2099年11月30日前交回"
    page = open_page(ed, f"/desk/{piece}", headers={"Accept-Language": "en"})
    assert page.tree.xpath(told).startswith("ed asked for changes, 补图注; 注明出处; back by ")


def test_whoever_withdrew_a_piece_is_said_to_have(app, browse):
    with app.app_context():
        begin_write(db.session)
        own, asked = people.sent(), people.sent(title="第二篇")
        people.take(own, "withdraw", "ann", reason="改投")
        people.take(asked, "claim", "ed")
        people.take(asked, "withdraw", "ed", reason="作者来电")
        db.session.commit()
        numbers = own.id, asked.id
    ann = browse("ann")
    last = "string(//ol[@class='timeline']/li[last()]/h3)"
    shown = [open_page(ann, f"/my/{one}", headers=ZH).tree.xpath(last) for one in numbers]
    assert shown == ["您撤回了稿件", "编辑部撤回了稿件"]


@pytest.fixture
def shut_out(app):
    """Eve's account, with a password and closed."""
    with app.app_context():
        begin_write(db.session)
        eve = people.person("eve")
        eve.password, eve.active = flask_security.hash_password("right and long"), False
        db.session.commit()
        return {"email": eve.email, "password": "right and long"}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"email": "", "password": ""}, "邮箱或密码不对，请核对。"),
        ({"password": "wrong"}, "邮箱或密码不对，请核对。"),
        # Told to those who know the password, and to nobody else.
        ({}, "这个账号已停用，请与编辑部联系。"),
    ],
    ids=["empty", "wrong", "disabled"],
)
def test_a_refused_sign_in_is_answered_in_chinese(client, shut_out, typed, said):
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = ZH["Accept-Language"]
    refused = open_page(client, "/login").form("/login").send(**(shut_out | typed))
    assert said in refused.words()
    assert english_in(refused) == []


def test_what_flask_security_itself_says_is_chinese(app):
    with app.test_request_context(headers=ZH):
        said = [flask_security.utils.get_message(key)[0] for key in SIGN_IN]
        form = app.extensions["security"].forms["login_form"].cls(formdata=None)
        said += [str(each.label.text) for each in form if each.type != "CSRFTokenField"]
    assert [one for one in said if not re.search("[一-鿿]", one)] == ["Next"]


def test_english_is_the_messages_themselves(client):
    page = open_page(client, "/submit", headers={"Accept-Language": "en"})
    assert page.all("/html/@lang") == ["en"]
    assert "Were artificial intelligence tools used to write it?" in page.words()
    assert not re.search("[一-鿿]", re.sub("恒温层|简体中文|繁體中文", "", words(page)))


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("zh-CN", "2026年11月23日|2026年11月23日 08:05|12,345"),
        ("en", "23 November 2026|23 Nov 2026, 08:05|12,345"),
    ],
)
def test_dates_and_numbers_are_written_in_the_readers_way(app, language, written):
    when = datetime(2026, 11, 23, 0, 5, tzinfo=UTC)
    with app.test_request_context(headers={"Accept-Language": language}):
        shown = render_template_string(
            "{{ when|day }}|{{ when|moment }}|{{ 12345|number }}", when=when
        )
    assert shown == written
