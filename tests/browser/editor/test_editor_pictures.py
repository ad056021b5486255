"""Pictures in the text: chosen, pasted, dropped, moved, late, refused."""

import base64
import json
import re

import pytest
from playwright.sync_api import expect
from support.writing import (
    HAND_OVER,
    choose_picture,
    field_of,
    opened,
    photo,
    save,
    text_of,
    write,
)

pytestmark = [pytest.mark.browser, pytest.mark.long]


def hand_over(page, kind, *files):
    given = [
        {**one, "buffer": None, "bytes": base64.b64encode(one["buffer"]).decode()} for one in files
    ]
    text_of(page).evaluate(HAND_OVER, [kind, given])


@pytest.mark.parametrize("way", ["choose", "paste", "drop"])
def test_a_picture_stands_in_the_text_with_its_words(ed, piece, kept, way):
    one = piece()
    opened(ed, one)
    text_of(ed).locator("p").first.click()
    if way == "choose":
        choose_picture(ed, photo())
    else:
        hand_over(ed, way, photo())
    placed = ed.locator(".placed")
    expect(placed).to_have_count(1)
    expect(ed.locator(".picture")).to_have_count(1)
    placed.get_by_label("What it shows").fill("一台钻机立在雪地里")
    ed.fill("[name=pictures-0-credit]", "王敏 摄")
    expect(ed.locator("[name=pictures-0-alt]")).to_have_value("一台钻机立在雪地里")
    expect(placed.get_by_label("Credit")).to_have_value("王敏 摄")
    expect(ed.locator(".picture [data-standing]")).to_be_visible()
    save(ed)
    revision = kept(one)
    assert re.search(r'<figure><img src="/media/[0-9a-f]{64}\.jpg"></figure>', revision["body"])
    assert revision["body"].index("<figure>") < revision["body"].index("第二段")
    assert "王敏 摄" in json.loads(revision["images"])[0]["credit"]
    opened(ed, one)
    expect(ed.locator(".placed").get_by_label("Credit")).to_have_value("王敏 摄")
    assert ed.strange == []


def test_a_picture_without_words_is_asked_for_them_in_its_place(ed, piece):
    opened(ed, piece())
    choose_picture(ed, photo())
    expect(ed.locator(".placed")).to_have_count(1)
    ed.locator("aside [value=save]").click()
    expect(ed.locator(".placed .error").first).to_have_text("Please fill this in.")
    expect(ed.locator("#pictures-0-alt-error")).to_contain_text("Please fill this in.")
    ed.strange.clear()  # the console names the 422


def test_a_picture_moves_leaves_the_text_and_comes_back(ed, piece, kept):
    one = piece("一。\n二。\n三。")
    opened(ed, one)
    write(ed, "")
    choose_picture(ed, photo())
    placed = ed.locator(".placed")
    expect(placed).to_have_count(1)
    placed.get_by_role("button", name="Move up").press("Enter")
    expect(placed.get_by_role("button", name="Move up")).to_be_focused()
    expect(text_of(ed).locator("> *").nth(2)).to_have_class(re.compile("placed"))
    placed.get_by_role("button", name="Move down").click()
    expect(text_of(ed).locator("> *").nth(3)).to_have_class(re.compile("placed"))
    placed.get_by_role("button", name="Take it out").click()
    expect(placed).to_have_count(0)
    expect(ed.locator("[name=pictures-0-left_out]")).not_to_be_checked()
    ed.get_by_role("button", name="Put it into the text").click()
    expect(placed).to_have_count(1)
    placed.get_by_role("button", name="Delete the picture").click()
    expect(ed.locator("[name=pictures-0-left_out]")).to_be_checked()
    save(ed)
    assert "<figure>" not in kept(one)["body"]


def test_what_is_no_picture_is_refused_where_it_was_put(ed, piece):
    opened(ed, piece())
    broken = {"name": "x.png", "mimeType": "image/png", "buffer": b"no picture"}
    choose_picture(ed, broken)
    expect(ed.locator(".waiting .error")).to_contain_text("no picture that we can read")
    ed.locator(".waiting").get_by_role("button", name="Close").click()
    expect(ed.locator(".waiting")).to_have_count(0)
    expect(ed.locator(".placed")).to_have_count(0)
    ed.strange.clear()  # the console names the 422


def test_a_form_waits_for_a_picture_that_is_on_its_way(ed, piece, kept):
    one = piece()
    opened(ed, one)
    ed.route("**/uploads", lambda route: (ed.wait_for_timeout(700), route.continue_()))
    choose_picture(ed, photo("late.jpg", "navy"))
    expect(ed.locator(".waiting")).to_have_count(1)
    ed.locator("aside [value=save]").click()
    expect(ed.locator(".placed .error").first).to_have_text("Please fill this in.")
    ed.unroute("**/uploads")
    ed.strange.clear()  # the console names the 422
    assert kept(one)["number"] == 1


def test_a_picture_that_did_not_come_is_seen_before_the_form_goes_without_it(ed, piece, kept):
    one = piece()
    opened(ed, one)
    broken = {"name": "x.png", "mimeType": "image/png", "buffer": b"no picture"}
    ed.route("**/uploads", lambda route: (ed.wait_for_timeout(700), route.continue_()))
    choose_picture(ed, broken)
    expect(ed.locator(".waiting")).to_have_count(1)
    ed.locator("aside [value=save]").click()
    expect(ed.locator(".waiting .error")).to_contain_text("no picture that we can read")
    ed.unroute("**/uploads")
    assert kept(one)["number"] == 1
    write(ed, "又一句。")
    save(ed)
    assert kept(one)["number"] == 2
    ed.strange.clear()  # the console names the 422


def test_a_picture_that_comes_late_leaves_the_source_as_it_is_written(ed, piece):
    opened(ed, piece("<p>第一段。</p>", "html"))
    ed.route("**/uploads", lambda route: (ed.wait_for_timeout(700), route.continue_()))
    choose_picture(ed, photo("late.jpg", "maroon"))
    expect(ed.locator(".waiting")).to_have_count(1)
    field = field_of(ed)
    field.fill("<p>第一段。</p><p>写在源码里。</p>")
    expect(ed.locator("[name=pictures-0-reference]")).to_have_count(1)
    ed.wait_for_timeout(600)  # longer than the editor waits before it writes
    expect(field).to_have_value("<p>第一段。</p><p>写在源码里。</p>")
    ed.unroute("**/uploads")
