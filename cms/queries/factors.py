"""The sign-in methods of an account: what it holds, its passkeys, its ties to other services."""

from datetime import datetime

from sqlalchemy import select

from cms.extensions import db, settings
from cms.models import Identity, Passkey, Person
from cms.rules.factors import Held, read_roles, second_factor_needed


def held(person: Person) -> Held:
    """Return which second factors the person has."""
    return Held(
        app=bool(person.tf_totp_secret),
        passkeys=len(passkeys_of(person.id)),
        recovery_codes=len(person.mf_recovery_codes or ()),
    )


def needed(person: Person) -> bool:
    """Tell whether the settings ask this person for a second factor."""
    roles = read_roles(settings().second_factor)
    return second_factor_needed(person.role, person.demo, roles)


def passkeys_of(person_id: int) -> list[Passkey]:
    """Return the person's passkeys, the first one first."""
    wanted = select(Passkey).where(Passkey.user_id == person_id)
    return list(db.session.scalars(wanted.order_by(Passkey.create_datetime, Passkey.id)))


def passkey_by_credential(credential_id: bytes) -> Passkey | None:
    """Return the passkey that an authenticator names, if it is known."""
    return db.session.scalar(select(Passkey).where(Passkey.credential_id == credential_id))


def person_by_uniquifier(uniquifier: str) -> Person | None:
    """Return the open account that a half-finished sign-in refers to, if it still holds."""
    wanted = select(Person).where(Person.fs_uniquifier == uniquifier, Person.active)
    return db.session.scalar(wanted)


def person_of_identity(issuer: str, subject: str) -> Person | None:
    """Return the person tied to that account of another service, if one is."""
    wanted = select(Person).join(Identity, Identity.person_id == Person.id)
    return db.session.scalar(wanted.where(Identity.issuer == issuer, Identity.subject == subject))


def identity_since(person_id: int, issuer: str) -> datetime | None:
    """Return since when the person may sign in through that service, if so."""
    wanted = select(Identity.created_at).where(
        Identity.person_id == person_id, Identity.issuer == issuer
    )
    return db.session.scalar(wanted.limit(1))
