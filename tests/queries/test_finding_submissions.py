"""Finding one piece: by link, by form, among its like, and with what decides about it."""

from datetime import timedelta

import pytest
from support.engines import both_engines
from support.people import NOON, person, section, sent, take

from cms.actions.links import LINK_LIFETIME
from cms.errors import NotFound
from cms.models import Audience, Comment
from cms.queries import submissions
from cms.queries.submissions import duplicates_of, facts_of
from cms.rules.facts import Text
from cms.text.secret import hash_token

pytestmark = pytest.mark.usefixtures("session")
TICK = timedelta(microseconds=1)


@both_engines
def test_a_private_link_leads_back_until_it_runs_out():
    one = sent(by=None, token="the secret")
    found = submissions.by_token(hash_token("the secret"), NOON + LINK_LIFETIME - TICK)
    assert found is one
    for secret, now in (("the secret", NOON + LINK_LIFETIME), ("another", NOON), ("", NOON)):
        with pytest.raises(NotFound):
            submissions.by_token(hash_token(secret), now)


@both_engines
def test_the_same_text_and_the_same_title_are_shown_as_duplicates():
    text = Text("Grout Notes", "文", "plain")
    first, second = sent(text=text), sent(text=text)
    third = sent(text=Text("grout notes", "另文", "plain"))
    sent(text=Text("别的题", "文", "plain"))
    assert duplicates_of(first) == [(third, False), (second, True)]
    take(third, "claim", "ed")
    take(third, "edit", "ed", text=Text("改过的题", "另文", "plain"))
    assert duplicates_of(first) == [(second, True)]


def test_those_who_may_be_responsible_are_active_editors_of_the_section_and_chiefs():
    person("lin").active = False
    names = [one.name for one in submissions.assignees(section().id)]
    assert names == ["ada", "cho", "ed"]


@both_engines
def test_the_facts_are_what_stands_now(session):
    one = sent()
    take(one, "claim", "ed")
    take(one, "approve", "lin")
    given = {"submission_id": one.id, "revision_id": one.current.id, "audience": Audience.DESK}
    notes = [
        Comment(**given, text="开", blocking=True, created_at=NOON),
        Comment(**given, text="已解决", blocking=True, resolved_at=NOON, created_at=NOON),
        Comment(**given, text="随口", blocking=False, created_at=NOON),
    ]
    session.add_all(notes)
    facts = facts_of(one)
    assert (facts.blocking_comments, facts.byline_names) == (1, ("安念秋",))
    assert (facts.approvals, facts.assignee_id) == ((person("lin").id,), person("ed").id)
    assert (facts.verified, facts.declared, facts.pinned) == (True, True, True)
    assert (facts.submitter_id, facts.last_editor_id) == (person("ann").id, None)
