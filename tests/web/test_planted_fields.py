"""Fields that no form shows change nothing behind it."""

import pytest
from support import people
from support.forged import PLANTED, WHO, token_of
from support.pages import open_page

from cms.extensions import db
from cms.models import Submission


@pytest.mark.parametrize("who", WHO)
def test_planted_fields_change_nothing_behind_any_form(browse, addresses, dump, who):
    for address in addresses:
        if address == "/logout":
            continue
        browser = browse(who)
        before = dump()
        answer = browser.post(address, data=PLANTED | {"csrf_token": token_of(browser)})
        assert answer.status_code < 500, address
        assert dump() == before, address


def test_the_submit_form_takes_no_more_than_it_shows(app, browse, client):
    for browser, form in ((client, "guest"), (browse("ann"), "ann")):
        page = open_page(browser, "/submit").form("/submit")
        typed = {"title": f"题 {form}", "body": "文", "format": "plain", "byline": "温叙白"}
        typed |= {"original": "y", "exclusive": "no", "ai_used": "no", "edit_consent": "y"}
        typed |= {"email": "wen@demo.example"} if form == "guest" else {}
        assert page.send(action="send", **PLANTED | typed).status == 200
    with app.app_context():
        for one in db.session.scalars(db.select(Submission)):
            assert (one.state, one.assignee_id, one.article_id) == ("submitted", None, None)
            assert one.vouched_by_id is None
            assert one.section.slug == "news"
            assert one.submitter_id in (None, people.person("ann").id)
            assert one.id < 999
        assert people.person("ann").role == "contributor"
