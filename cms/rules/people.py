"""Who may change an account, when, and what keeps the newsroom from losing its last admin."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from cms.errors import N_, CmsError, GuardFailed, NotFound, WrongState
from cms.models import Person, Role
from cms.rules.actor import Actor, ActorKind
from cms.rules.policies import DESK, administrates

# What a person of these roles may do ends at their sections; the others' sections mean nothing.
NARROWED = frozenset({Role.REVIEWER, Role.EDITOR})
UNFIT = N_("This can't be done with the account as it stands now.")


class Standing(StrEnum):
    """Whether an account can be used: it can, it waits for its owner, it is closed."""

    ACTIVE = "active"
    INVITED = "invited"
    DISABLED = "disabled"


class Change(StrEnum):
    """What an admin can do to an account."""

    RENAME = "rename"
    ROLE = "role"
    REINVITE = "reinvite"
    WITHDRAW = "withdraw"
    SEND_LINK = "send-link"
    END_SESSIONS = "end-sessions"
    RESET_FACTOR = "reset-factor"
    DISABLE = "disable"
    ENABLE = "enable"


@dataclass(frozen=True)
class Account:
    """One account at one moment; `last_admin` says that no other admin could sign in.

    `proved` says that somebody reads the account's address, or was invited there.
    """

    id: int
    role: Role
    standing: Standing
    last_admin: bool = False
    proved: bool = True


def standing(person: Person) -> Standing:
    """Return whether the account can be used; an invitation was never accepted while it stands."""
    if person.active:
        return Standing.ACTIVE
    waits = person.invited_at is not None and person.password is None and not person.confirmed_at
    return Standing.INVITED if waits else Standing.DISABLED


def is_proved(person: Person) -> bool:
    """Tell whether the address was confirmed, or the newsroom itself wrote to it."""
    return person.confirmed_at is not None or person.invited_at is not None


def is_unclaimed(person: Person) -> bool:
    """Tell whether nobody proved the address and nobody was promised the account.

    Anybody can have typed the address: the account is worth nothing, and keeps nobody out.
    """
    return person.role is Role.CONTRIBUTOR and person.active and not is_proved(person)


def may_administer(actor: Actor) -> bool:
    """Tell whether this one may invite people and change accounts: an admin, or the operator."""
    return administrates(actor) or actor.kind is ActorKind.OPERATOR


def names_itself(role: Role) -> bool:
    """Tell whether people of this role may change their own name.

    The four-eyes rule compares an editor's name with the bylines, so an admin keeps that one.
    """
    return role not in DESK


def _in(*standings: Standing) -> Callable[[Account], bool]:
    return lambda account: account.standing in standings


CHANGES: Mapping[Change, Callable[[Account], bool]] = {
    Change.RENAME: _in(*Standing),
    Change.ROLE: _in(*Standing),
    Change.REINVITE: _in(Standing.INVITED),
    Change.WITHDRAW: _in(Standing.INVITED),
    Change.SEND_LINK: _in(Standing.ACTIVE),
    Change.END_SESSIONS: _in(Standing.ACTIVE),
    Change.RESET_FACTOR: _in(Standing.ACTIVE),
    Change.DISABLE: _in(Standing.ACTIVE),
    Change.ENABLE: _in(Standing.DISABLED),
}


def available(account: Account, actor: Actor) -> list[Change]:
    """List what this one may do to the account now, in the table's order."""
    if not may_administer(actor):
        return []
    return [change for change, fits in CHANGES.items() if fits(account)]


def check(change: Change, account: Account, actor: Actor, *, role: Role | None = None) -> None:
    """Refuse a change that is not this one's, or that the account does not take; `role` is new.

    Raises:
        NotFound: only admins know of other people's accounts.
        WrongState: the account does not stand where the change begins.
        GuardFailed: the newsroom would have no admin left, or a stranger in it.
    """
    if not may_administer(actor):
        raise NotFound
    if not CHANGES[change](account):
        raise WrongState(UNFIT)
    if change is Change.ROLE and role is not Role.CONTRIBUTOR and not account.proved:
        raise GuardFailed(
            N_("Nobody has confirmed this address yet. Invite the person with this role instead.")
        )
    removes = change is Change.DISABLE or (change is Change.ROLE and role is not Role.ADMIN)
    if removes and account.last_admin:
        raise GuardFailed(
            N_("This is the last admin who can sign in. Make somebody else an admin first.")
        )


def check_password_wanted(person: Person) -> None:
    """Refuse a password for one who is invited: with it the invitation would open nothing.

    Raises:
        WrongState: the invitation was not accepted yet.
    """
    if standing(person) is Standing.INVITED:
        raise WrongState(UNFIT)


def check_sections(role: Role, sections: Sequence[object]) -> CmsError | None:
    """Return why these sections do not fit the role: an editor without one could see nothing."""
    if role is Role.EDITOR and not sections:
        return CmsError(N_("An editor needs one section at least."))
    return None
