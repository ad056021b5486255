"""Role x state x step: DESIGN's table written out again by hand, and every cell tried."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from cms.errors import CmsError, NotFound
from cms.models import Kind, Language, Role, State
from cms.rules.actor import INTAKE, WORKER, Actor, ActorKind, addressee, guest
from cms.rules.facts import Ask, Facts, Place, Text
from cms.rules.submission import Step, available, check

NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
NEWS, PAPERS = 1, 2
PIECE, HASH = 7, "the text's hash"
ANN, EVE, ED, LIN, MAY, CHO, ADA = range(11, 18)

# Two words for one person tell who is responsible: `/claimed` means ed is, otherwise nobody.
ACTORS = {
    "owner": Actor(ActorKind.PERSON, ANN, "ann", Role.CONTRIBUTOR),
    "guest": guest(PIECE),
    "stranger": Actor(ActorKind.PERSON, EVE, "eve", Role.CONTRIBUTOR),
    "passer-by": guest(PIECE + 1),
    "editor": Actor(ActorKind.PERSON, LIN, "lin", Role.EDITOR, frozenset({NEWS, PAPERS})),
    "assignee": Actor(ActorKind.PERSON, ED, "ed", Role.EDITOR, frozenset({NEWS})),
    "elsewhere": Actor(ActorKind.PERSON, MAY, "may", Role.EDITOR, frozenset({PAPERS})),
    "chief": Actor(ActorKind.PERSON, CHO, "cho", Role.CHIEF),
    "admin": Actor(ActorKind.PERSON, ADA, "ada", Role.ADMIN),
    "reviewer": Actor(ActorKind.REVIEWER, submission_id=PIECE, revision_hash=HASH),
    "old-link": Actor(ActorKind.REVIEWER, submission_id=PIECE, revision_hash="an older hash"),
    "addressee": addressee("WEN@demo.example"),
    "mailbox": addressee("eve@demo.example"),
    "intake": INTAKE,
    "worker": WORKER,
}
ACTORS |= {f"{name}/claimed": who for name, who in ACTORS.items() if name != "assignee"}
ACTORS["colleague"] = ACTORS.pop("editor/claimed")

GROUPS = {
    "senders": "owner owner/claimed guest guest/claimed",
    "addressees": "addressee addressee/claimed",
    "chiefs": "chief chief/claimed admin admin/claimed",
    "handlers": "editor assignee chief chief/claimed admin admin/claimed",
    "desk": "editor assignee colleague chief chief/claimed admin admin/claimed",
    "reviewers": "reviewer reviewer/claimed",
    "intakes": "intake intake/claimed",
    "workers": "worker worker/claimed",
    "nobody": "",
}

# step | from | to (`stays`, or `-` where it can't start) | who may
TABLE = """
submit          | draft | submitted | senders intakes
submit          | submitted in_review changes_requested approved scheduled | - | nobody
submit          | released declined withdrawn spam | - | nobody

mark_spam       | submitted | spam | desk
mark_spam       | draft in_review changes_requested approved scheduled | - | nobody
mark_spam       | released declined withdrawn spam | - | nobody

admit           | submitted | stays | desk
admit           | draft in_review changes_requested approved scheduled | - | nobody
admit           | released declined withdrawn spam | - | nobody

claim           | submitted | in_review | editor chief admin
claim           | in_review approved scheduled | stays | editor chief admin
claim           | draft changes_requested released declined withdrawn spam | - | nobody

assign          | submitted | in_review | chiefs
assign          | in_review approved scheduled | stays | chiefs
assign          | draft changes_requested released declined withdrawn spam | - | nobody

vouch           | submitted in_review changes_requested approved scheduled | stays | desk
vouch           | draft released declined withdrawn spam | - | nobody

edit            | draft changes_requested | stays | senders
edit            | in_review | stays | desk
edit            | submitted approved scheduled released declined withdrawn spam | - | nobody

classify        | in_review | stays | desk
classify        | draft submitted changes_requested approved scheduled | - | nobody
classify        | released declined withdrawn spam | - | nobody

request_changes | submitted in_review approved | changes_requested | handlers
request_changes | draft changes_requested scheduled | - | nobody
request_changes | released declined withdrawn spam | - | nobody

resubmit        | changes_requested | in_review | senders
resubmit        | draft submitted in_review approved scheduled | - | nobody
resubmit        | released declined withdrawn spam | - | nobody

recommend       | in_review | stays | reviewers
recommend       | draft submitted changes_requested approved scheduled | - | nobody
recommend       | released declined withdrawn spam | - | nobody

approve         | in_review | approved | desk
approve         | draft submitted changes_requested approved scheduled | - | nobody
approve         | released declined withdrawn spam | - | nobody

schedule        | approved | scheduled | desk
schedule        | draft submitted in_review changes_requested scheduled | - | nobody
schedule        | released declined withdrawn spam | - | nobody

release         | approved scheduled | released | desk workers
release         | draft submitted in_review changes_requested | - | nobody
release         | released declined withdrawn spam | - | nobody

unschedule      | scheduled | approved | desk
unschedule      | draft submitted in_review changes_requested approved | - | nobody
unschedule      | released declined withdrawn spam | - | nobody

decline         | submitted in_review changes_requested approved | declined | handlers
decline         | draft scheduled released declined withdrawn spam | - | nobody

ask_withdrawal  | in_review changes_requested approved scheduled | stays | owner/claimed guest/claimed
ask_withdrawal  | draft submitted released declined withdrawn spam | - | nobody

withdraw        | draft | withdrawn | owner guest
withdraw        | submitted in_review changes_requested approved scheduled | withdrawn | owner guest assignee chief/claimed admin/claimed
withdraw        | released declined withdrawn spam | - | nobody

reopen          | declined withdrawn spam | submitted | chiefs
reopen          | draft submitted in_review changes_requested | - | nobody
reopen          | approved scheduled released | - | nobody

send_back       | approved scheduled | in_review | chiefs workers
send_back       | draft submitted in_review changes_requested | - | nobody
send_back       | released declined withdrawn spam | - | nobody

confirm         | submitted in_review changes_requested approved scheduled | stays | addressees
confirm         | draft released declined withdrawn spam | - | nobody

take_over       | draft submitted in_review changes_requested approved | stays | addressees
take_over       | scheduled released declined withdrawn spam | stays | addressees
"""  # noqa: E501  one row, one line

# Who may not even know that the piece exists; a draft is its author's alone.
BLIND = {"stranger", "passer-by", "elsewhere", "old-link", "mailbox"}
BLIND |= {f"{name}/claimed" for name in BLIND}
BLIND_TO_DRAFTS = BLIND | set(f"{GROUPS['desk']} {GROUPS['reviewers']}".split())


def rows():
    for line in TABLE.strip().splitlines():
        if line.strip():
            step, sources, target, who = (part.strip() for part in line.split("|"))
            names = [one for word in who.split() for one in GROUPS.get(word, word).split()]
            for source in sources.split():
                yield step, source, source if target == "stays" else target, frozenset(names)


ROWS = list(rows())
EVERY_ROW = pytest.mark.parametrize(
    ("step", "source", "target", "may"), ROWS, ids=[f"{row[0]}-from-{row[1]}" for row in ROWS]
)


def facts(state, name, **changes):
    """A piece in that state with every condition met; ed is responsible where the name says so."""
    claimed = name in {"assignee", "colleague"} or name.endswith("/claimed")
    by_account = name.split("/")[0] not in {"guest", "addressee"}
    given = Facts(
        id=PIECE,
        state=State(state),
        section_id=NEWS,
        version=3,
        revision_hash=HASH,
        submitter_id=ANN if by_account else None,
        sender_email="" if by_account else "wen@demo.example",
        assignee_id=ED if claimed else None,
        byline_names=("安念秋",),
        approvals=(),
        release_at=NOW - timedelta(minutes=1),
        assignees=frozenset({ED, LIN, CHO}),
    )
    return replace(given, **changes)


def in_order(step, state, name):
    """The facts with what this step's own conditions want besides."""
    wanted = {"vouch": {"verified": False}, "admit": {"set_aside": True}}
    voices = {"schedule": (LIN,), "release": (LIN,)}
    changes = wanted.get(step, {}) | {"approvals": voices.get(step, ())}
    return facts(state, name, **changes)


ASK = Ask(
    version=3,
    reason="因为",
    code="scope",
    points=("补上水温",),
    due_at=NOW + timedelta(days=3),
    release_at=NOW + timedelta(days=1),
    assignee_id=LIN,
    text=Text("题", "文", "plain"),
    place=Place(NEWS, Kind.NEWS, Language.EN),
)


def test_every_step_has_a_row_for_every_state_and_only_one():
    named = sorted((step, source) for step, source, _target, _may in ROWS)
    assert named == sorted((step.value, state.value) for step in Step for state in State)


def test_every_name_in_the_table_is_somebody():
    assert {name for *_rest, may in ROWS for name in may} <= set(ACTORS)


@EVERY_ROW
def test_each_actor_may_what_the_table_says(step, source, target, may):
    blind = BLIND_TO_DRAFTS if source == "draft" else BLIND
    expected = {
        name: target if name in may else "unknown" if name in blind else "refused"
        for name in ACTORS
    }
    assert {name: outcome(step, source, name) for name in ACTORS} == expected


def outcome(step, source, name):
    try:
        return check(Step(step), in_order(step, source, name), ACTORS[name], ASK, NOW).value
    except NotFound:
        return "unknown"
    except CmsError:
        return "refused"


@pytest.mark.parametrize("name", ACTORS)
@pytest.mark.parametrize("state", State)
def test_buttons_are_offered_to_those_who_may(state, name):
    permitted = {step for step, source, _target, may in ROWS if source == state and name in may}
    offered = {step.value for step in available(facts(state, name), ACTORS[name])}
    # Claiming what is somebody's already is shown with the reason why it can't be.
    assert permitted <= offered <= permitted | {"claim"}


def test_a_link_to_an_older_text_recommends_nothing():
    with pytest.raises(NotFound):
        check(Step.RECOMMEND, facts("in_review", "reviewer"), ACTORS["old-link"], ASK, NOW)


def test_an_editor_who_sends_a_piece_is_its_owner():
    sent_by_lin = facts("changes_requested", "owner", submitter_id=LIN)
    assert check(Step.RESUBMIT, sent_by_lin, ACTORS["editor"], ASK, NOW) is State.IN_REVIEW
