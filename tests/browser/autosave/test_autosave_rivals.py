"""What the writer is told: which copy is newer, what is not saved yet, who changed it first."""

import re

import pytest
from playwright.sync_api import expect
from support.autosaving import SAVED, at_work, crash, keep_now, kept_here, status, write

pytestmark = [pytest.mark.browser, pytest.mark.long]
with_scripts = pytest.mark.parametrize("javascript", [True], indirect=True)


@with_scripts
def test_newer_text_is_not_called_saved_and_keys_are_not_read_out(newsroom):
    page = at_work(newsroom, "ed", 2)
    write(page, "写到一半的题目")
    keep_now(page)
    expect(status(page)).to_have_text(SAVED)
    aloud = page.locator("[data-autosave-state] [role=status]")
    assert aloud.inner_text().startswith("Saved")
    write(page, "又改了")
    expect(status(page)).to_have_text("Not saved yet")
    assert aloud.inner_text().startswith("Saved")
    write(page, "写到一半的题目")
    expect(status(page)).to_have_text(SAVED)
    write(page, "再改一次")
    expect(status(page)).to_have_text(re.compile(r"Saved in this browser \d\d:\d\d"))
    assert newsroom.strange == []


@with_scripts
def test_of_one_text_only_the_newer_copy_is_offered_in_the_newsrooms_time(newsroom):
    page = newsroom.visit("/submit")
    write(page, "服务器上的")
    keep_now(page)
    expect(status(page)).to_have_text(SAVED)
    write(page, "浏览器里的")
    kept_here(page)
    again = crash(page)
    again.goto(f"{newsroom.url}/submit")
    here, there = again.locator("[data-autosave-offer]"), again.locator("[data-offer]")
    expect(here).to_be_visible()
    expect(there).to_be_hidden()
    expect(here).to_contain_text("浏览器里的")
    kept, stands = here.locator("time").all_inner_texts()
    assert stands in there.text_content()
    assert kept.rpartition(",")[0] == stands.rpartition(",")[0]
    here.locator("[data-autosave-drop]").click()
    expect(here).to_be_hidden()
    expect(there).to_be_visible()
    again.reload()
    expect(there).to_be_visible()
    expect(here).to_be_hidden()


@with_scripts
def test_a_change_by_someone_else_is_told_by_the_next_save(newsroom):
    ed, lin = (at_work(newsroom, name, 1) for name in ("ed", "lin"))
    write(ed, "埃德先存")
    ed.click("button[value=save]")
    expect(ed.locator("h1")).to_have_text("埃德先存")
    write(lin, "林后写")
    keep_now(lin)
    expect(status(lin)).to_have_text(re.compile("changed meanwhile by ed"))
    write(lin, "林又写")
    kept_here(lin)
    expect(status(lin)).to_have_text(re.compile("changed meanwhile by ed"))
