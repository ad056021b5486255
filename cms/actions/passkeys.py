"""Passkeys come, are used and go; each change is written to its owner."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, false, or_, select, update

from cms.actions.account_letters import tell_way_in_changed
from cms.actions.factors import drop_useless_codes
from cms.errors import NotFound
from cms.extensions import db
from cms.models import Passkey
from cms.queries import factors as queries
from cms.queries.accounts import lock
from cms.rules.factors import check_removal


@dataclass(frozen=True)
class NewPasskey:
    """A passkey as its authenticator registered it; `handle` is what it calls the person."""

    name: str
    handle: str
    credential_id: bytes
    public_key: bytes
    sign_count: int
    transports: tuple[str, ...]
    backed_up: bool
    device_type: str


def add_passkey(person_id: int, new: NewPasskey, *, now: datetime) -> bool:
    """Keep a passkey; False when its name or the key itself is taken."""
    person = lock(person_id)
    same_name = and_(Passkey.user_id == person_id, Passkey.name == new.name)
    taken = select(Passkey.id).where(or_(Passkey.credential_id == new.credential_id, same_name))
    if db.session.scalar(taken.limit(1)) is not None:
        return False
    person.fs_webauthn_user_handle = person.fs_webauthn_user_handle or new.handle
    db.session.add(_row(person_id, new, now))
    db.session.flush()
    tell_way_in_changed(person, "passkey_added", now=now, name=new.name)
    return True


def use_passkey(passkey_id: int, sign_count: int, *, now: datetime) -> bool:
    """Note that a passkey was used; False when another use overtook it, or it was copied."""
    # Many passkeys are kept by a service and count nothing: theirs is always 0.
    uncounted = Passkey.sign_count == 0 if sign_count == 0 else false()
    forward = or_(Passkey.sign_count < sign_count, uncounted)
    used = db.session.execute(
        update(Passkey)
        .where(Passkey.id == passkey_id, forward)
        .values(sign_count=sign_count, lastuse_datetime=now)
        .returning(Passkey.id)
    )
    return used.first() is not None


def remove_passkey(person_id: int, passkey_id: int, *, now: datetime) -> None:
    """Forget one of the person's passkeys.

    Raises:
        GuardFailed: the role needs a second factor and this is the last.
        NotFound: the person has no such passkey.
    """
    person = lock(person_id)
    own = select(Passkey).where(Passkey.id == passkey_id, Passkey.user_id == person_id)
    passkey = db.session.scalar(own)
    if passkey is None:
        raise NotFound
    check_removal(queries.held(person), needed=queries.needed(person))
    db.session.delete(passkey)
    db.session.flush()
    drop_useless_codes(person)
    tell_way_in_changed(person, "passkey_removed", now=now, name=passkey.name)


def _row(person_id: int, new: NewPasskey, now: datetime) -> Passkey:
    return Passkey(
        user_id=person_id,
        name=new.name,
        credential_id=new.credential_id,
        public_key=new.public_key,
        sign_count=new.sign_count,
        transports=list(new.transports),
        backup_state=new.backed_up,
        device_type=new.device_type,
        usage="first",
        lastuse_datetime=now,
        create_datetime=now,
    )
