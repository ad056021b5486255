"""A guest's pasted, noisy piece goes through real browsers to the page and all three feeds."""

import json
import re
import time
from datetime import datetime, timedelta
from urllib.request import urlopen
from zoneinfo import ZoneInfo

import feedparser
import pytest
from lxml import html
from playwright.sync_api import expect
from support.served import watch
from support.writing import field_of

pytestmark = pytest.mark.browser

TITLE = "北坡鎮冬測：十二口井的水溫賬"
SUBHEADS = ("先把“舊井”問清楚", "一張表看完一冬的賬")
# What the author meant, one paragraph a line …
MEANT = f"""\
北坡鎮供暖站日前開放了去冬的測溫記錄，鎮上十二口換熱井、兩座機房和一所小學共用這套系統，協會希望同行照著它覆核自己的設計。
記錄說明了一件事:井距夠寬的地方,開春後水溫回得快;擠在一起的四口井,到五月還差1.6℃。
{SUBHEADS[0]}
站長溫若衡說，動工前最要緊的是問清舊井。“圖紙上只有九口，挖開卻是十一口，”他說，“少問一句，多繞半年。”
施工隊隨後逐井測了靜水位,把能用的三口留下,占總數的27%、造價的8%。
{SUBHEADS[1]}
全冬用電41,300度，折合每平方米19.4度；其中水泵占三成，比設計值高。
值班員把每天的讀數寫在《北坡井記》上，一天一行，經理每週核對一次。
歡迎同行來信索取全部數據,信箱:wells@beipo.example
責編:衡"""
# … and what a converter made of it: syllables in brackets, a lost picture's line.
SYLLABLES = {"開": "kāi", "測": "cè", "溫": "wēn", "換": "huàn", "熱": "rè", "設": "shè"} | {
    "記": "jì", "錄": "lù", "協": "xié", "會": "huì", "經": "jīng", "責": "zé"
}  # fmt: skip
NOISY = "".join(f"{one}({SYLLABLES[one]})" if one in SYLLABLES else one for one in MEANT)
PASTED = NOISY.replace("\n責", "\n.jpg)\n責")
READ = [("h2" if line in SUBHEADS else "p", line) for line in MEANT.splitlines()]

both_ways = pytest.mark.parametrize(
    ("engine", "javascript"),
    [("sqlite", False), ("postgresql", True)],
    indirect=True,
    ids=["sqlite-without-scripts", "postgresql-with-scripts"],
)


@both_ways
def test_a_pasted_piece_reaches_its_readers_as_its_author_meant_it(newsroom):
    receipt = send(newsroom)
    ed = newsroom.sign_in("ed")
    review = claim(ed)
    mend_and_mark(ed)
    may_not_approve(ed)
    lin = newsroom.sign_in("lin")
    lin.goto(review)
    address = vouch_approve_and_schedule(lin)
    receipt.reload()
    expect(receipt.locator("a.button", has_text="Read it on the site")).to_be_visible()
    read_on_the_site(newsroom, address)
    for blocks in (
        rss_or_atom(newsroom, "rss"),
        rss_or_atom(newsroom, "atom"),
        feed_json(newsroom),
    ):
        assert blocks == READ
    assert newsroom.strange == []


def send(newsroom):
    page = newsroom.visit("/")
    page.click("header a.button")
    fill_in(page, body=PASTED)
    page.click(".send [value=send]")
    expect(page.locator("main")).to_contain_text(re.compile(r"CD-20\d\d-\d{4}"))
    assert page.locator(".keep .address").get_attribute("href") == page.url
    return page


def fill_in(page, body):
    page.fill("[name=title]", TITLE)
    field_of(page).fill(body)
    page.select_option("[name=language]", "zh-Hant")
    page.fill("[name=byline]", "溫若衡")
    page.fill("[name=email]", "wen@wells.example")
    for box in ("original", "edit_consent"):
        page.check(f"[name={box}]")
    for asked in ("exclusive", "ai_used"):
        page.check(f"[name={asked}][value=no]")
    page.wait_for_timeout(4_000)  # a form that is filled within three seconds is set aside


def claim(page):
    page.click(f"table a:has-text('{TITLE}')")
    review = page.url
    decide(page, "claim")
    return review


def decide(page, step, **given):
    """Open a decision where it is closed, fill it in and send it."""
    decision = page.locator(f"#decision-{step}")
    if decision.get_attribute("open") is None:
        decision.locator("summary").click()
    for name, value in given.items():
        page.fill(f"[name={step}-{name}]", value)
    decision.locator("form button").click()
    expect(page.locator(".flash")).to_contain_text("Done")


def mend_and_mark(page):
    """Take the leftovers out by the button, mark both subheads, look, save."""
    page.click(".title-row a[href$='/edit']")
    page.click("[value=repair]")
    mended = page.input_value("[name=body]")
    assert mended.replace("\r\n", "\n").splitlines() == MEANT.splitlines()
    for line in SUBHEADS:
        mended = mended.replace(f"\n{line}", f"\n## {line}")
    field_of(page).fill(mended)
    page.check("[name=format][value=markdown]")
    page.click(".editor [value=preview]")
    assert blocks_of(page.locator("#preview .prose").inner_html()) == READ
    page.locator("#preview [value=save]").click()
    expect(page.locator(".flash")).to_contain_text("Saved as a new revision")


def may_not_approve(page):
    expect(page.locator("#decision")).to_contain_text("another editor has to approve it")
    expect(page.locator("#decision-approve")).to_have_count(0)
    expect(page.locator("form[action$='/approve']")).to_have_count(0)


def vouch_approve_and_schedule(page):
    """Give the article's address once the worker has released it."""
    decide(page, "vouch")
    decide(page, "approve")
    soon = datetime.now(ZoneInfo("Asia/Shanghai")) + timedelta(seconds=3)
    soon += timedelta(seconds=soon.second == 0)  # browsers write a whole minute without seconds
    decide(page, "schedule", release_at=soon.strftime("%Y-%m-%dT%H:%M:%S"))
    expect(page.locator(".title-row .state")).to_have_text("Scheduled")
    link = page.locator(".title-row a[href*='/articles/']")
    until = time.monotonic() + 20
    while not link.count() and time.monotonic() < until:
        page.wait_for_timeout(300)
        page.reload()
    expect(page.locator(".title-row .state")).to_have_text("Published")
    return link.get_attribute("href")


def read_on_the_site(newsroom, address):
    page = newsroom.visit("/")
    page.click(f"main a:has-text('{TITLE}')")
    assert page.url == address
    assert page.locator("article").get_attribute("lang") == "zh-Hant"
    expect(page.locator("article h1")).to_have_text(TITLE)
    expect(page.locator(".credits")).to_contain_text("ed")
    assert blocks_of(page.locator("article .prose").inner_html()) == READ
    page.goto("/search?q=测温记录")
    expect(page.locator("main h2 a")).to_have_text(TITLE)


def blocks_of(fragment):
    """Give (element, text) of each block, to the character."""
    return [(one.tag, one.text_content()) for one in html.fragments_fromstring(fragment)]


def fetch(newsroom, name):
    with urlopen(f"{newsroom.url}/feeds/all.{name}", timeout=10) as answer:
        return answer.read()


def rss_or_atom(newsroom, name):
    (entry,) = feedparser.parse(fetch(newsroom, name)).entries
    assert entry.title == TITLE
    return blocks_of(entry.content[0].value)


def feed_json(newsroom):
    (item,) = json.loads(fetch(newsroom, "json"))["items"]
    assert item["title"] == TITLE
    return blocks_of(item["content_html"])


def test_what_is_taken_out_of_a_piece_is_shown_and_agreed_to(newsroom):
    page = newsroom.visit("/submit")
    fill_in(page, body="<p>井口<b>別</b>加蓋。</p><script>ring()</script>")
    page.check("[name=format][value=html]")
    page.click(".send [value=send]")
    expect(page.locator(".chips")).to_contain_text("script")
    assert "<script>" in page.input_value("[name=body]"), "nothing typed is lost"
    page.check("[name=accept_removed]")
    page.click(".send [value=send]")
    expect(page.locator("main")).to_contain_text(re.compile(r"CD-20\d\d-\d{4}"))
    refused = [one for one in newsroom.strange if "422" in one]
    assert newsroom.strange == refused, "the refusal's own status is all that the console says"


def test_the_watch_sees_what_a_page_must_not_do(chromium):
    from_elsewhere = "<!doctype html><img src='http://elsewhere.example/dot.png'><script>1</script>"
    strange = []
    page = chromium.new_page()
    page.route("**/*", lambda route: answer(route, from_elsewhere))
    watch(page, "http://own.example", strange)
    page.goto("http://own.example/")
    page.close()
    assert any("elsewhere.example" in one for one in strange)
    assert any("Content Security Policy" in one for one in strange)


def answer(route, body):
    policy = {"Content-Security-Policy": "default-src 'none'; img-src *"}
    route.fulfill(content_type="text/html", body=body, headers=policy)
