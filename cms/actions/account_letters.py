"""The letters about an account: links that its owner asked for, and news of what was changed."""

from dataclasses import replace
from datetime import datetime

from cms.actions import letters
from cms.actions.letters import Recipient, site_urls
from cms.extensions import db
from cms.models import Person

CONFIRM_HOURS = 72
RESET_HOURS = 1
ADDRESS_HOURS = 24
NOBODYS = "x" * 120  # as long as a link's secret, and none


def ask_to_confirm(person: Person, token: str, *, now: datetime) -> None:
    """Send the link that confirms a new account's address."""
    link = (site_urls().confirm(""), token)
    letters.send(
        "confirm",
        Recipient.of(person),
        now=now,
        context={"hours": CONFIRM_HOURS},
        links={"link": link},
    )


def offer_reset(person: Person, token: str, *, now: datetime) -> None:
    """Send the link that lets its reader choose a new password."""
    link = (site_urls().reset(""), token)
    letters.send(
        "reset", Recipient.of(person), now=now, context={"hours": RESET_HOURS}, links={"link": link}
    )


def tell_existing(person: Person, *, now: datetime) -> None:
    """Tell somebody who registered again that there is an account, and how to get in."""
    ways = {"link": site_urls().login(), "reset": site_urls().reset()}
    letters.send("welcome_existing", Recipient.of(person), now=now, context=ways)


def tell_password_changed(person: Person, *, now: datetime) -> None:
    """Tell the owner that the password is another one, and what to do if it was not them."""
    letters.send(
        "password_changed",
        Recipient.of(person),
        now=now,
        context={"at": now, "link": site_urls().reset()},
    )


def ask_new_address(person: Person, address: str, token: str, *, now: datetime) -> None:
    """Send the link that moves the account, to the address that it will move to."""
    new = replace(Recipient.of(person), address=address)
    link = (site_urls().change_email(""), token)
    letters.send(
        "change_address", new, now=now, context={"hours": ADDRESS_HOURS}, links={"link": link}
    )


def tell_address_changed(person: Person, old: str, *, now: datetime) -> None:
    """Tell the address that an account left; it is told where to."""
    former = replace(Recipient.of(person), address=old)
    said = {"at": now, "new_address": person.email, "link": site_urls().account()}
    letters.send("address_changed", former, now=now, context=said)


def tell_way_in_changed(person: Person, change: str, *, now: datetime, name: str = "") -> None:
    """Tell the owner that a way to sign in came, changed or went; `name` is a passkey's."""
    said = {"change": change, "method": name}
    letters.send("new_sign_in_method", Recipient.of(person), now=now, context=said)


def write_to_nobody(letter: str, address: str, *, now: datetime) -> None:
    """Do the work of a letter and keep nothing of it.

    Whoever asks about an address must not see by the time of the answer whether it has an account.
    What a savepoint took back makes the commit wait for the disk all the same, on both engines.
    """
    with db.session.begin_nested() as savepoint:
        context = {"hours": RESET_HOURS}
        link = {"link": (site_urls().reset(""), NOBODYS)}
        letters.send(letter, Recipient(address), now=now, context=context, links=link)
        savepoint.rollback()
