"""Code apps and recovery codes come, are used up and go; each change is written to its owner."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import or_, update

from cms.actions.account_letters import tell_way_in_changed
from cms.errors import NotFound
from cms.extensions import db
from cms.models import Person
from cms.queries import factors as queries
from cms.queries.accounts import lock
from cms.rules.factors import check_removal

APP = "authenticator"  # Flask-Security's name of a code app


def set_app(person_id: int, sealed_secret: str, counter: int, *, now: datetime) -> None:
    """Keep a code app's sealed secret; the code of `counter` proved it and is used up by that.

    An earlier app's secret is replaced, so that its codes stop working.
    """
    person = lock(person_id)
    replaced = person.tf_totp_secret is not None
    person.tf_totp_secret = sealed_secret
    person.tf_primary_method = APP
    person.tf_last_counter = max(counter, person.tf_last_counter or 0)
    tell_way_in_changed(person, "app_replaced" if replaced else "app_added", now=now)


def spend_code(person_id: int, counter: int) -> bool:
    """Use up the code of one half minute; False when it, or a later one, was used already."""
    unused = or_(Person.tf_last_counter.is_(None), Person.tf_last_counter < counter)
    spent = db.session.execute(
        update(Person)
        .where(Person.id == person_id, unused)
        .values(tf_last_counter=counter)
        .returning(Person.id)
    )
    return spent.first() is not None


def remove_app(person_id: int, *, now: datetime) -> None:
    """Forget the code app.

    Raises:
        GuardFailed: the role needs a second factor and this is the last.
        NotFound: there is none.
    """
    person = lock(person_id)
    held = queries.held(person)
    if not held.app:
        raise NotFound
    check_removal(held, needed=queries.needed(person), app=True)
    person.tf_totp_secret = person.tf_primary_method = None
    drop_useless_codes(person)
    tell_way_in_changed(person, "app_removed", now=now)


def set_recovery_codes(person_id: int, hashes: Sequence[str], *, now: datetime) -> None:
    """Replace all recovery codes by new ones, given as hashes."""
    person = lock(person_id)
    renewed = person.mf_recovery_codes is not None
    person.mf_recovery_codes = list(hashes)
    if renewed:
        tell_way_in_changed(person, "recovery_codes_renewed", now=now)


def spend_recovery_code(person_id: int, hashed: str, *, now: datetime) -> bool:
    """Use up one recovery code, given as its hash; False when it is none or was used."""
    person = lock(person_id)
    left = list(person.mf_recovery_codes or ())
    if hashed not in left:
        return False
    left.remove(hashed)
    person.mf_recovery_codes = left
    tell_way_in_changed(person, "recovery_code_used", now=now)
    return True


def drop_useless_codes(person: Person) -> None:
    """Forget the recovery codes of a person who has nothing left to recover."""
    if not queries.held(person).any:
        person.mf_recovery_codes = None
