"""The publish panel: who sees it, what each outlet shows, when and where a piece goes."""

from datetime import timedelta

import pytest
from support import people
from support.approved import approved, text
from support.pages import open_page

from cms.extensions import db
from cms.models import Channel, Delivery, DeliveryState


@pytest.fixture
def ready(made):
    """A piece that lin approved."""
    return made(lambda: approved(text=text()))


def test_the_review_page_leads_to_the_panel_once_a_piece_is_approved(browse, ready, piece):
    ed = browse("ed")
    links = open_page(ed, f"/desk/{ready}").all("//a/@href")
    assert f"http://localhost/desk/{ready}/publish" in links
    assert "publish" not in " ".join(open_page(ed, f"/desk/{piece}").all("//a/@href"))


def test_a_piece_that_is_not_approved_leads_back_with_a_word(browse, piece):
    ed = browse("ed")
    page = open_page(ed, f"/desk/{piece}/publish")
    assert page.url.endswith(f"/desk/{piece}")
    assert "opens once a piece is approved" in page.words()
    for below in ("wechat.html", "wechat.zip"):
        assert ed.get(f"/desk/{piece}/publish/{below}").status_code == 404


@pytest.mark.parametrize("who", ["may", "ann", "eve"])
def test_only_who_may_see_the_piece_sees_the_panel(browse, ready, who):
    for below in ("", "/wechat.html", "/wechat.zip"):
        assert browse(who).get(f"/desk/{ready}/publish{below}").status_code == 404


def test_the_site_and_the_feed_are_shown_as_they_will_be(browse, ready):
    ed = browse("ed")
    site = open_page(ed, f"/desk/{ready}/publish?as=site")
    assert site.all("//article//h2[text()='小标题']")
    assert "The address is given when it is published" in site.words()
    feed = open_page(ed, f"/desk/{ready}/publish?as=rss")
    entry = feed.all("//pre[@class='source']")[0].text_content()
    assert entry.startswith("<item>")
    assert entry.endswith("</item>")
    assert "三个细节" in entry
    for odd in ("?as=", "?as=nothing", "?as=rss&as=site"):
        assert open_page(ed, f"/desk/{ready}/publish{odd}").status == 200


def test_scheduling_on_the_panel_leads_back_to_it(browse, ready):
    page = open_page(browse("ed"), f"/desk/{ready}/publish")
    assert "China Standard Time" in page.words()
    done = page.form("/schedule").send(release_at="2030-01-01T08:00")
    assert done.url.endswith(f"/desk/{ready}/publish")
    assert "you scheduled the piece" in done.words()
    assert "1 Jan 2030, 08:00" in done.words()
    back = done.form("/unschedule").send(reason="等图")
    assert back.url.endswith(f"/desk/{ready}/publish")


def test_a_refused_time_keeps_what_was_typed(browse, ready):
    page = open_page(browse("ed"), f"/desk/{ready}/publish")
    refused = page.form("/schedule").send(release_at="2020-01-01T08:00")
    assert refused.status == 422
    assert refused.error_of("schedule-release_at")


@pytest.mark.parametrize(
    ("who", "steps"),
    [
        ("ed", ["release", "schedule", "withdraw"]),
        ("lin", ["release", "schedule"]),
        ("cho", ["release", "schedule", "send_back", "withdraw"]),
    ],
)
def test_the_panel_offers_what_the_rules_permit_and_nothing_else(browse, ready, who, steps):
    page = open_page(browse(who), f"/desk/{ready}/publish")
    shown = [one.get("id") for one in page.all("//details[@name='decision']")]
    assert shown == [f"decision-{step}" for step in steps]


def test_channels_are_those_there_are_in_their_true_state(browse, made, ready):
    ed = browse("ed")
    assert "No channel is set up yet." in open_page(ed, f"/desk/{ready}/publish").words()

    def channel():
        one = Channel(slug="w", name="公众号", kind="wechat", created_at=people.NOON)
        db.session.add(one)
        other = Channel(slug="p", name="论文库", kind="file", created_at=people.NOON)
        other.filters = {"sections": ["papers"]}
        db.session.add(other)
        db.session.flush()
        return one

    made(channel)
    page = open_page(ed, f"/desk/{ready}/publish")
    assert "公众号Goes out with the release" in page.words()
    assert "论文库" not in page.words()
    page.form("/release").send()

    def fails():
        one = db.session.scalars(db.select(Delivery)).one()
        one.state, one.last_error = DeliveryState.FAILED, "<b>503</b>"
        one.updated_at = people.NOON + timedelta(hours=1)
        return one

    made(fails)
    told = open_page(ed, f"/desk/{ready}/publish").words()
    assert "公众号Failed" in told
    assert "<b>503</b>" in told


def test_what_outlets_like_is_said_as_advice(browse, ready):
    page = open_page(browse("ed"), f"/desk/{ready}/publish")
    good = [
        one.text_content().strip()
        for one in page.all("//ul[@class='checks']/li[@data-tone='good']")
    ]
    lacks = [
        one.text_content().strip()
        for one in page.all("//ul[@class='checks']/li[@data-tone='wait']")
    ]
    assert "Approved as it stands" in good
    assert "No picture: choose a cover in WeChat" in lacks
    assert "No tags: readers don’t find it by topic" in lacks
