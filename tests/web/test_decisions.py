"""Decisions on the desk: taken once, refused beside what was typed, never on what has moved on."""

import pytest
from support import people
from support.engines import both_engines
from support.pages import open_page

from cms.extensions import db
from cms.models import Event, Role


def steps(app):
    with app.app_context():
        return list(db.session.scalars(db.select(Event.step).order_by(Event.number)))


def test_a_step_that_is_not_offered_is_refused_all_the_same(app, browse, piece):
    lin = browse("lin")
    page = open_page(lin, f"/desk/{piece}")
    data = page.form("/approve").values()
    given = {"csrf_token": data["approve-csrf_token"], "decline-version": data["approve-version"]}
    answer = lin.post(f"/desk/{piece}/decline", data=given | {"decline-code": "scope"})
    assert answer.status_code == 403
    assert steps(app) == ["submit", "claim"]


@both_engines
def test_a_double_click_decides_once(app, browse, piece):
    form = open_page(browse("lin"), f"/desk/{piece}").form("/approve")
    assert form.send().status == 200
    second = form.send(private_note="noch einmal")
    assert second.status == 409
    assert "approved the text" in second.words()
    assert "noch einmal" in second.words()
    assert steps(app) == ["submit", "claim", "approve"]


@both_engines
def test_a_stale_decision_gives_back_what_was_typed_and_can_be_taken_again(app, browse, piece):
    form = open_page(browse("ed"), f"/desk/{piece}").form("/request_changes")
    people_edit = open_page(browse("lin"), f"/desk/{piece}/edit").form("/edit")
    assert people_edit.send(title="新标题", action="save").status == 200
    stale = form.send(points="补一张图\n说明来源", public_note="谢谢", due_at="2030-01-02")
    assert stale.status == 409
    assert "was not taken" in stale.words()
    assert "lin" in stale.words()
    again = stale.form("/request_changes")
    typed = again.values()
    assert "补一张图" in typed["request_changes-points"]
    assert "谢谢" in typed["request_changes-public_note"]
    assert typed["request_changes-due_at"] == "2030-01-02"
    assert steps(app) == ["submit", "claim", "edit"]
    assert again.send().status == 200
    assert steps(app)[-1] == "request_changes"


def test_a_decision_that_is_no_longer_open_gives_back_what_was_typed(app, browse, piece):
    form = open_page(browse("cho"), f"/desk/{piece}").form("/request_changes")
    assert (
        open_page(browse("ed"), f"/desk/{piece}").form("/decline").send(code="scope").status == 200
    )
    stale = form.send(points="补一张图", public_note="谢谢", due_at="2030-01-02")
    assert stale.status == 409
    for typed in ("补一张图", "谢谢", "2030-01-02"):
        assert typed in stale.words()
    assert "declined the piece" in stale.words()
    assert not stale.all("//main//form[contains(@action, 'request_changes')]")
    assert steps(app)[-1] == "decline"


def test_who_lost_the_right_meanwhile_keeps_what_was_typed(app, browse, made):
    number = made(people.sent)
    form = open_page(browse("lin"), f"/desk/{number}").form("/request_changes")
    assert open_page(browse("ed"), f"/desk/{number}").form("/claim").send().status == 200
    stale = form.send(points="补一张图", due_at="2030-01-02")
    assert stale.status == 409
    assert "补一张图" in stale.words()
    assert "claimed the piece" in stale.words()
    assert steps(app) == ["submit", "claim"]


@pytest.mark.parametrize("language", ["en", "zh_Hans"])
def test_what_a_step_asks_for_is_refused_at_its_field(app, browse, piece, language):
    ed = browse("ed")
    ed.set_cookie("language", language)
    page = open_page(ed, f"/desk/{piece}")
    refused = page.form("/request_changes").send(
        points=" \n ", public_note="谢谢", due_at="2020-01-01"
    )
    assert refused.status == 422
    for name in ("points", "due_at"):
        told = refused.error_of(f"request_changes-{name}")
        assert told
        assert told.isascii() == (language == "en")
    assert "谢谢" in refused.form("/request_changes").values()["request_changes-public_note"]
    assert refused.all("//details[@id='decision-request_changes'][@open]")
    assert refused.form("/request_changes").send(points="改", due_at="2030-01-01").status == 200
    assert steps(app)[-1] == "request_changes"


@pytest.mark.parametrize("language", ["en", "zh_Hans"])
@pytest.mark.parametrize("typed", ["neither", "32.13.2030", ""])
def test_a_day_that_is_none_is_refused_at_its_field(browse, piece, language, typed):
    ed = browse("ed")
    ed.set_cookie("language", language)
    form = open_page(ed, f"/desk/{piece}").form("/request_changes")
    refused = form.send(points="改", due_at=typed)
    assert refused.status == 422
    assert refused.error_of("request_changes-due_at").isascii() == (language == "en")


def test_a_condition_that_fails_stands_beside_the_decision_with_the_note_kept(app, browse, made):
    def work():
        people.section().checklist = [
            {"id": "facts", "zh": "核实", "en": "Facts", "required": True}
        ]
        one = people.sent()
        people.take(one, "claim", "ed")
        return one

    number = made(work)
    form = open_page(browse("lin"), f"/desk/{number}").form("/approve")
    refused = form.send(private_note="读过两遍")
    assert refused.status == 422
    here = refused.all("//details[@id='decision-approve']")[0]
    assert "not ticked" in " ".join(here.text_content().split())
    assert "读过两遍" in refused.form("/approve").values()["approve-private_note"]
    assert steps(app) == ["submit", "claim"]
    done = refused.form("/approve").send(ticked=["facts"])
    assert done.status == 200
    assert steps(app)[-1] == "approve"


def test_a_condition_that_began_to_fail_keeps_the_note_too(app, browse, piece, made):
    form = open_page(browse("lin"), f"/desk/{piece}").form("/approve")
    # Lin is renamed to a credited author: no version of the piece changes by that.
    made(lambda: (setattr(people.person("lin"), "name", "安念秋"), people.section())[1])
    refused = form.send(private_note="读过两遍")
    assert refused.status == 422
    assert "another editor has to approve it" in refused.words()
    assert "读过两遍" in refused.form("/approve").values()["approve-private_note"]
    assert steps(app) == ["submit", "claim"]


@pytest.mark.parametrize("action", ["request_changes", "decline"])
def test_a_forged_token_on_a_decision_says_so_there_and_keeps_what_was_typed(
    app, browse, piece, action
):
    form = open_page(browse("ed"), f"/desk/{piece}").form(f"/{action}")
    refused = form.send(
        **{f"{action}-csrf_token": "forged"},
        public_note="谢谢",
        points="改",
        code="scope",
        due_at="2030-01-01",
    )
    assert refused.status == 422
    told = refused.all(f"//details[@id='decision-{action}']//*[@role='alert']")[0].text_content()
    assert "open too long" in told
    assert "谢谢" in refused.form(f"/{action}").values()[f"{action}-public_note"]
    assert steps(app) == ["submit", "claim"]
    assert refused.form(f"/{action}").send().status == 200


def test_a_time_of_publication_is_the_newsrooms_and_cannot_be_in_the_past(app, browse, made):
    number = made(_approved)
    form = open_page(browse("ed"), f"/desk/{number}").form("/schedule")
    past = form.send(release_at="2020-01-01T08:00")
    assert past.status == 422
    assert "still to come" in past.error_of("schedule-release_at")
    done = past.form("/schedule").send(release_at="2030-01-01T08:00")
    assert done.status == 200
    with app.app_context():
        shown = db.session.scalars(db.select(Event).where(Event.step == "schedule")).one().shown
    assert shown["release_at"] == "2030-01-01T00:00:00+00:00"


def _approved():
    one = people.sent()
    people.take(one, "claim", "ed")
    people.take(one, "approve", "lin")
    return one


def test_a_chief_approves_own_text_only_with_a_reason(app, browse, made):
    def work():
        one = people.sent(by="cho")
        people.take(one, "claim", "ed")
        return one

    number = made(work)
    form = open_page(browse("cho"), f"/desk/{number}").form("/approve")
    assert form.send().status == 422
    assert form.send(override="y").status == 422
    assert form.send(override="y", reason="只此一人在班").status == 200
    assert "over the four-eyes rule" in open_page(browse("cho"), f"/desk/{number}").words()
    assert steps(app)[-1] == "approve"


def test_fields_that_are_not_the_decisions_change_nothing(app, browse, piece):
    form = open_page(browse("ed"), f"/desk/{piece}").form("/decline")
    done = form.send(code="scope", state="released", submitter_id="1", number="7")
    assert done.status == 200
    assert steps(app)[-1] == "decline"


def test_the_hand_over_lists_editors_of_the_section_alone(browse, made, piece):
    made(lambda: (setattr(people.person("eve"), "role", Role.REVIEWER), people.section())[1])
    page = open_page(browse("cho"), f"/desk/{piece}")
    names = page.all("//*[@name='assign-assignee_id']/option/text()")
    assert names[1:] == ["ada", "cho", "ed", "lin"]
    assert page.form("/assign").send(assignee_id="99999").status == 422
