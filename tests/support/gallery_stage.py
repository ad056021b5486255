"""Pieces, people and letters added to the demo newsroom, so that every state is there once."""

import uuid
from datetime import UTC, datetime, timedelta

from sqlalchemy import select
from support import people
from support.gallery_cast import ADDED, DISABLED, INVITED, NAMES
from support.gallery_letters import letters_found, write_letters
from support.gallery_pieces import make_pieces, pieces_found

from cms.actions import invitations
from cms.actions.newsroom import add_call
from cms.actions.passkeys import NewPasskey, add_passkey
from cms.actions.people import NewPerson, add_person
from cms.extensions import db, settings
from cms.models import Byline, Call, Person, Role, Tag
from cms.models.article import article_tag
from cms.text.onetime import hash_recovery_code, new_key
from cms.text.seal import seal
from cms.web.accounts import hashed
from cms.web.accounts.second import SEAL
from cms.web.accounts.tokens import address_token, confirmation_token, reset_token

PASSWORD = "four quiet boreholes"
RECOVERY = "7k2m-9qxr-4t0v-w8ea"


def stage() -> None:
    """Add what the demo does not show, in the running transaction."""
    now = datetime.now(UTC)
    _people(now)
    _calls(now)
    make_pieces(now)
    write_letters(now)


def _people(now: datetime) -> None:
    password = hashed(PASSWORD)
    for name, email in ADDED.items():
        add_person(NewPerson(email, name, Role.CONTRIBUTOR, password), now=now)
    for who in ("vera", "factor"):
        _give_app(people.person(NAMES[who]))
    for number, name in enumerate(("书房的钥匙", "Phone")):
        key = NewPasskey(name, uuid.uuid4().hex, bytes([number] * 16), b"", 0, (), False, "single")
        add_passkey(people.person(NAMES["vera"]).id, key, now=now)
    new = NewPerson(INVITED[1], INVITED[0], Role.EDITOR, None, ("news", "papers"), "zh_Hans")
    invitations.invite(new, by=people.actor(NAMES["admin"]), now=now)
    add_person(NewPerson(DISABLED[1], DISABLED[0], Role.EDITOR, password, ("news",)), now=now)
    people.person(DISABLED[0]).active = False
    fresh = NewPerson("fresh@demo.example", "新来的", Role.CONTRIBUTOR, None)
    add_person(fresh, now=now).confirmed_at = None
    db.session.flush()


def _give_app(person: Person) -> None:
    key = settings().secret_key
    person.tf_totp_secret, person.tf_primary_method = seal(key, SEAL, new_key()), "authenticator"
    person.mf_recovery_codes = [hash_recovery_code(key, RECOVERY)] * 7


def _calls(now: datetime) -> None:
    words = {"title_zh": "征稿：“老机房新生”", "title_en": "Call for pieces: old plant rooms"}
    words |= {"text_zh": "截稿已过。\n\n- 感谢各位。", "text_en": "Closed.\n\n- Thank you."}
    add_call(
        Call(
            slug="closed-call",
            opens_at=now - timedelta(days=90),
            closes_at=now - timedelta(days=30),
            **words,
        )
    )


def found() -> dict[str, dict[str, str]]:
    """The addresses that the gallery's pages name, those of either language apart."""
    return {"any": _places() | pieces_found()} | letters_found()


def _places() -> dict[str, str]:
    def scalar(wanted):
        return str(db.session.scalar(wanted.limit(1)))

    return {
        "tag": "/tags/" + scalar(select(Tag.slug).join(article_tag)),
        "author": "/authors/" + scalar(select(Byline.slug)),
        "call": "/calls/"
        + scalar(select(Call.slug).where(Call.slug != "closed-call", Call.closes_at.is_not(None))),
        "person": _person(NAMES["ed"]),
        "person_admin": _person(NAMES["admin"]),
        "person_vera": _person(NAMES["vera"]),
        "person_invited": _person(INVITED[0]),
        "person_disabled": _person(DISABLED[0]),
        "invitation": f"/invitation/{invitations.token_of(people.person(INVITED[0]))}",
        "confirm": f"/confirm/{confirmation_token(people.person('新来的'))}",
        "reset": f"/reset/{reset_token(people.person(NAMES['nobody']))}",
        "change_email": "/change-email/"
        + address_token(people.person(NAMES["ann"]), "an@demo.example"),
    }


def _person(name: str) -> str:
    return f"/admin/people/{people.person(name).id}"
