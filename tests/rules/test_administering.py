"""Role x change x account: who may do what to whom, every cell tried."""

import pytest

from cms.errors import CmsError, GuardFailed, NotFound, WrongState
from cms.models import Person, Role
from cms.rules.actor import INTAKE, OPERATOR, WORKER, Actor, ActorKind, guest
from cms.rules.people import Account, Change, Standing, available, check, check_sections, standing

ADA = Actor(ActorKind.PERSON, 1, "ada", Role.ADMIN)
ACTORS = {role.value: Actor(ActorKind.PERSON, 9, "one", role) for role in Role} | {
    "guest": guest(1),
    "reviewer's link": Actor(ActorKind.REVIEWER, submission_id=1),
    "intake": INTAKE,
    "worker": WORKER,
    "operator": OPERATOR,
}
MAY = {"admin", "operator"}

# change | accounts that take it
TABLE = """
rename        | active invited disabled
role          | active invited disabled
reinvite      | invited
withdraw      | invited
send-link     | active
end-sessions  | active
reset-factor  | active
disable       | active
enable        | disabled
"""
TAKES = {
    change: set(where.split())
    for change, where in (map(str.strip, line.split("|")) for line in TABLE.strip().splitlines())
}


def test_the_table_holds_every_change():
    assert set(TAKES) == {change.value for change in Change}


@pytest.mark.parametrize("change", Change)
@pytest.mark.parametrize("stands", Standing)
@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("who", ACTORS)
def test_every_cell(who, role, stands, change):
    account = Account(7, role, stands)
    offered = change in available(account, ACTORS[who])
    assert offered == (who in MAY and stands.value in TAKES[change.value])
    refusal = refused(change, account, ACTORS[who])
    if who not in MAY:
        assert isinstance(refusal, NotFound), "others are not told that the account exists"
    elif stands.value not in TAKES[change.value]:
        assert isinstance(refusal, WrongState)
    else:
        assert refusal is None


def refused(change, account, actor, role=Role.EDITOR):
    try:
        check(change, account, actor, role=role)
    except CmsError as error:
        return error
    return None


@pytest.mark.parametrize("actor", [ADA, OPERATOR], ids=["herself", "the operator"])
@pytest.mark.parametrize("role", Role)
def test_the_last_admin_keeps_the_role(actor, role):
    last = Account(1, Role.ADMIN, Standing.ACTIVE, last_admin=True)
    refusal = refused(Change.ROLE, last, actor, role)
    assert isinstance(refusal, GuardFailed) == (role is not Role.ADMIN)


def test_the_last_admin_is_not_disabled_and_one_of_two_is():
    last = Account(1, Role.ADMIN, Standing.ACTIVE, last_admin=True)
    assert isinstance(refused(Change.DISABLE, last, ADA), GuardFailed)
    assert isinstance(refused(Change.DISABLE, last, OPERATOR), GuardFailed)
    assert refused(Change.DISABLE, Account(1, Role.ADMIN, Standing.ACTIVE), ADA) is None


@pytest.mark.parametrize(
    ("columns", "stands"),
    [
        ({"active": True}, "active"),
        ({"active": True, "invited_at": 1, "password": "h", "confirmed_at": 1}, "active"),
        ({"active": False, "invited_at": 1}, "invited"),
        ({"active": False, "invited_at": 1, "password": "h"}, "disabled"),
        ({"active": False, "invited_at": 1, "confirmed_at": 1}, "disabled"),
        ({"active": False}, "disabled"),
    ],
)
def test_how_an_account_stands(columns, stands):
    assert standing(Person(**columns)).value == stands


@pytest.mark.parametrize("role", Role)
def test_only_an_editor_needs_a_section(role):
    assert (check_sections(role, []) is not None) == (role is Role.EDITOR)
    assert check_sections(role, ["news"]) is None
