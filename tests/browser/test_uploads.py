"""A guest sends a piece with a picture, without scripts, and finds it again by the private link."""

import pytest
from playwright.sync_api import expect
from support.uploads import PDF, picture

pytestmark = [pytest.mark.browser, pytest.mark.long]

TITLE = "冬期回填：先量水温再拌浆"
FULL_WIDTH = "image => image.complete && image.naturalWidth > 0"


def test_a_guests_picture_comes_back_by_the_private_link(newsroom):
    page = newsroom.visit("/submit")
    fill_in(page)
    page.set_input_files("[name=new_pictures]", [chosen("well.jpg"), chosen("rig.jpg", "brown")])
    page.set_input_files("[name=new_attachments]", [readings()])
    page.click("#pictures [value=upload]")
    expect(page.locator(".picture")).to_have_count(2)
    assert opens(page.locator(".picture img").first)
    page.fill("[name=pictures-0-alt]", "一口敞开的井")
    page.click("[value=down-0]")
    expect(page.locator("[name=pictures-1-alt]")).to_have_value("一口敞开的井")
    page.check("[name=pictures-0-left_out]")
    page.fill("[name=email]", "wen@")
    page.click(".send [value=send]")
    expect(page.locator("[role=alert]")).to_be_visible()
    expect(page.locator("[name=pictures-1-alt]")).to_have_value("一口敞开的井")
    page.fill("[name=email]", "wen@wells.example")
    page.click(".send [value=send]")
    link = page.locator(".keep .address").get_attribute("href")
    see_by_the_link(newsroom, link)
    refused = [one for one in newsroom.strange if "422" in one]
    assert newsroom.strange == refused, "the refusal's own status is all that the console says"


def see_by_the_link(newsroom, link):
    page = newsroom.visit(link)
    page.click("summary:has-text('Read the piece')")
    figures = page.locator(".proof figure img")
    expect(figures).to_have_count(1)
    expect(figures).to_have_attribute("alt", "一口敞开的井")
    assert opens(figures.first)
    page.click("summary:has-text('attachment')")
    with page.expect_download() as download:
        page.click("a:has-text('readings.pdf')")
    assert download.value.suggested_filename == "readings.pdf"


def fill_in(page):
    page.fill("[name=title]", TITLE)
    page.fill("[name=body]", "去年冬天我们返工了十一口孔。")
    page.select_option("[name=language]", "zh-Hans")
    page.fill("[name=byline]", "温叙白")
    for box in ("original", "edit_consent"):
        page.check(f"[name={box}]")
    for asked in ("exclusive", "ai_used"):
        page.check(f"[name={asked}][value=no]")


def opens(image):
    image.scroll_into_view_if_needed()
    image.page.wait_for_load_state("networkidle")
    return image.evaluate(FULL_WIDTH)


def chosen(name, colour="teal"):
    file = picture(colour, (640, 400), "JPEG")
    return {"name": name, "mimeType": "image/jpeg", "buffer": file.getvalue()}


def readings():
    return {"name": "readings.pdf", "mimeType": "application/pdf", "buffer": PDF}
