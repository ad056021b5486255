"""What the form for a piece refuses, and that nothing typed is ever lost."""

import re
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.engines import both_engines
from support.pages import Page, open_page
from support.submission import TYPED, assert_typed_is_there, send, values

HAN = re.compile("[一-鿿]")
NESTED = "<div>" * 300 + "x" + "</div>" * 300
SCRIPT = "<p>正文。</p><script>alert(1)</script>"

# field, what is typed, what comes back, how it is named in English
REFUSED = [
    ("title", "", "", "fill this in"),
    ("title", "   ", "   ", "fill this in"),
    ("title", "一\t二\r\n三", "一 二  三", "control characters"),
    ("title", "長" * 121, "長" * 121, "120 characters"),
    ("dek", "长" * 401, "长" * 401, "400 characters"),
    ("body", "", "", "fill this in"),
    ("body", "正" * 400_000, "正" * 400_000, "kB"),
    ("body", "<b></b>", "<b></b>", "fill this in"),
    ("body", NESTED, NESTED, "nested more than 200"),
    ("body", "<p>一</p>" * 20_001, "<p>一</p>" * 20_001, "HTML tags"),
    ("title", "一\x00二", "一二", "NUL"),
    ("body", "一\x00二", "一二", "NUL"),
    ("title", "一\x07二", "一二", "control characters"),
    ("body", "一\x1b[31m二", "一[31m二", "control characters"),
    ("dek", "一\x9b二", "一二", "control characters"),
    ("title", "一\u202e二", "一二", "direction"),
    ("body", "一\u2066二\u2069", "一二", "direction"),
    ("byline", "温\u200f叙白", "温叙白", "direction"),
    ("title", "一\ufffd二", "一二", "broken encoding"),
    ("body", "一\ufffd二", "一二", "broken encoding"),
    ("body", "一&#xD800;二", "一二", "halves of characters"),
    ("body", "一&#0;二", "一二", "NUL"),
    ("body", "一&#8238;二", "一二", "direction"),
    ("body", "一&rlm;二", "一二", "direction"),
    ("keywords", "回\x00填", "回填", "NUL"),
    ("affiliation", "云\u202d舸", "云舸", "direction"),
    ("byline", "", "", "fill this in"),
    ("byline", " ；、", " ；、", "name"),
    ("email", "me@exаmple.com", "me@exаmple.com", "mistaken for others"),
    ("email", "аdmin@demo.example", "аdmin@demo.example", "mistaken for others"),
    ("email", "wu@xn--dem-lmc.example", "wu@xn--dem-lmc.example", "mistaken for others"),
    ("email", "", "", "fill this in"),
    ("email", "wen@", "wen@", "name@example.org"),
    ("email", "wen@demo.example\r\nBcc: all@demo.example", None, "name@example.org"),
]


@pytest.mark.parametrize("language", ["en", "zh_Hans"])
@pytest.mark.parametrize(("name", "typed", "back", "words"), REFUSED)
def test_what_is_refused_stands_beside_its_field(
    client, written, name, typed, back, words, language
):
    fmt = {"format": "html"} if name == "body" and "<" in typed else {}
    before = written()
    page = send(client, reads=language, **fmt, **{name: typed})
    assert page.status == 422
    told = page.error_of(name)
    assert words in told if language == "en" else HAN.search(told), told
    assert page.all(f"//*[@id='{name}'][@aria-invalid='true']")
    assert f"{name}-error" in page.all(f"//*[@id='{name}']/@aria-describedby")[0]
    assert_typed_is_there(
        page, **fmt, **{name: back if back is not None else values(page)[name][0]}
    )
    assert written() == before


@pytest.mark.parametrize("name", ["title", "body", "byline"])
def test_what_came_back_mended_goes_through_when_sent_again(client, written, name):
    refused = send(client, **{name: TYPED[name] + "\x00\u202e\ufffd"})
    assert refused.status == 422
    assert refused.form("/submit").send(action="send").status == 200
    assert written()["submission"] == 1


@pytest.mark.parametrize("name", ["title", "body", "dek"])
def test_bytes_that_are_no_text_are_refused_beside_their_field(client, written, name):
    form = open_page(client, "/submit").form("/submit")
    fields = TYPED | {key: form.values()[key] for key in ("csrf_token", "form_key", "section")}
    sent = urlencode(fields | {name: "一BROKEN二"}).replace("BROKEN", "%ED%A0%80")
    page = Page(client, client.post("/submit", data=sent, content_type=FORM))
    assert page.status == 422
    assert "broken encoding" in page.error_of(name)
    assert_typed_is_there(page, **{name: "一二"})
    assert written()["submission"] == 0


FORM = "application/x-www-form-urlencoded"


def test_unanswered_declarations_are_asked_for_each_at_its_place(client):
    page = send(client, original=[], exclusive=[], ai_used=[], edit_consent=[])
    assert page.status == 422
    for name in ("original", "exclusive", "ai_used", "edit_consent"):
        assert page.error_of(name), name
        assert page.all(f"//*[@role='alert']//a[@href='#{name}']"), name


def test_the_summary_leads_to_every_refused_field(client):
    page = send(client, title="", email="nowhere")
    assert page.all("//*[@role='alert']//a/@href") == ["#title", "#email"]
    assert all(page.all(f"//*[@id='{name}']") for name in ("title", "email"))


@both_engines
def test_programs_are_shown_taken_out_and_wait_for_consent(client, written):
    before = written()
    asked = send(client, body=SCRIPT, format="html")
    assert asked.status == 422
    assert "programs or embedded parts" in asked.error_of("body")
    assert "agree" in asked.error_of("accept_removed")
    assert "script" in [each.text for each in asked.all("//*[@data-tone='bad']//li//code")]
    assert_typed_is_there(asked, body=SCRIPT, format="html")
    assert written() == before

    taken = asked.form("/submit").send(action="send", accept_removed="y")
    assert taken.status == 200
    assert written()["submission"] == 1
    assert "alert" not in taken.all("//*[contains(@class, 'proof')]")[0].text_content()


def test_preview_shows_the_piece_and_writes_nothing(client, written):
    before = written()
    page = send(client, "preview", original=[], email="", body="**重点**。")
    assert page.status == 200
    assert page.all("//section[@id='preview']//strong/text()") == ["重点"]
    assert not page.all("//*[@role='alert']")
    assert values(page)["body"] == ["**重点**。"]
    assert "original" not in values(page)
    assert written() == before


def test_preview_of_what_cannot_be_shown_says_why(client):
    page = send(client, "preview", body=NESTED, format="html")
    assert page.status == 422
    assert "nested" in page.error_of("body")
    assert not page.all("//section[@id='preview']")


def test_repair_mends_the_noise_of_a_conversion_and_writes_nothing(client, written):
    before = written()
    noisy = {"title": "開發(fā)紀要", "body": "開發(fā)成功。\n.jpg)\n结尾。"}
    shown = send(client, "preview", **noisy)
    assert "發(fā)" in shown.all("//li/del")[0].text_content()
    page = send(client, "repair", **noisy)
    assert page.status == 200
    there = values(page)
    assert there["title"] == ["開發紀要"]
    assert "(fā)" not in there["body"][0]
    assert ".jpg" not in there["body"][0]
    assert_typed_is_there(page, title=there["title"][0], body=there["body"][0])
    assert written() == before


@pytest.mark.parametrize("action", ["", "preview"])
def test_enter_in_a_line_looks_and_never_sends(client, action):
    page = open_page(client, "/submit")
    if action:
        page = send(client, action, body="開發(fā)成功。")
    form = page.form("/submit").element
    every = page.all("//button[@name='action'] | //button[@form]")
    first = next(one for one in every if one in form.iter() or one.get("form") == form.get("id"))
    assert first.get("value") == "preview"


def test_a_signed_in_sender_is_led_to_the_piece_and_asked_for_no_address(browse, written):
    ann = browse("ann")
    page = open_page(ann, "/submit")
    assert not page.all("//*[@name='email']")
    assert page.form("/submit").values()["byline"] == "ann"
    sent = page.form("/submit").send(action="send", **{k: TYPED[k] for k in TYPED if k != "email"})
    assert sent.status == 200
    assert re.fullmatch(r"http://localhost/my/\d+", sent.url)
    assert TYPED["title"] in sent.words()
    assert written()["sender"] == 0


def test_fields_that_are_not_the_forms_change_nothing(client, browse):
    sent = send(client, state="released", role="admin", submitter_id="1", version="9", id="77")
    assert sent.status == 200
    page = open_page(browse("ed"), "/desk/?view=unassigned")
    assert len(page.all("//tbody/tr")) == 1


@pytest.mark.parametrize("name", ["section", "kind", "language", "format", "exclusive", "ai_used"])
def test_a_choice_that_is_none_is_refused(client, written, name):
    page = send(client, **{name: "99999999999999999999"})
    assert page.status == 422
    assert written()["submission"] == 0


def test_a_body_that_is_no_form_is_refused(client, written):
    for body in (b"5", b"[]", b"{", b"null"):
        assert client.post("/submit", data=body, content_type="application/json").status_code == 415
    assert written()["submission"] == 0


def test_an_unknown_call_is_not_there(client):
    assert client.get("/submit/nothing").status_code == 404


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    title=st.text(max_size=150),
    body=st.text(max_size=400),
    byline=st.text(max_size=130),
    keywords=st.text(max_size=100),
)
def test_whatever_is_typed_is_taken_or_comes_back(client, title, body, byline, keywords):
    form = open_page(client, "/submit").form("/submit")
    fields = TYPED | {key: form.values()[key] for key in ("csrf_token", "form_key", "section")}
    changed = {"title": title, "body": body, "byline": byline, "keywords": keywords}
    sent = urlencode(fields | changed, errors="surrogatepass")
    page = Page(client, client.post("/submit", data=sent, content_type=FORM, follow_redirects=True))
    assert page.status in (200, 422)
    if page.status == 422:
        assert page.all("//*[@role='alert']//li")
        again = page.form("/submit").values()
        for name, value in (("title", title), ("byline", byline)):
            if value.isprintable() and value:
                assert again[name] == value


def test_errors_are_listed_as_their_fields_stand_on_the_page(client):
    page = send(client, title="", byline="", body="", email="")
    listed = [one.lstrip("#") for one in page.all("//*[@role='alert']//li/a/@href")]
    stand = [one for one in page.all("//form//@id") if one in listed]
    assert listed == stand
    assert listed[:2] == ["title", "body"]
