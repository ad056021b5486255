"""Every change of how one signs in is told in words of its own."""

import re
from pathlib import Path

import pytest
from support import people
from support.people import NOON

import cms.actions
from cms.actions.account_letters import tell_way_in_changed
from cms.extensions import db
from cms.extensions.database import begin_write
from cms.models import MailMessage

SOURCE = "".join(one.read_text() for one in Path(cms.actions.__path__[0]).glob("*.py"))
CHANGES = sorted(
    {
        name
        for call in re.findall(r"tell_way_in_changed\(person, (.+?), now=", SOURCE)
        for name in re.findall(r'"(\w+)"', call)
    }
)


@pytest.mark.parametrize("change", CHANGES)
def test_the_letter_says_what_happened(app, change):
    with app.app_context():
        begin_write(db.session)
        tell_way_in_changed(people.person("ann"), change, now=NOON)
        text = db.session.scalars(db.select(MailMessage.text)).one()
    assert "A way to sign in to your account was changed." not in text


def test_all_of_them_are_looked_at():
    assert {"identity_added", "identity_removed", "app_replaced", "passkey_removed"} <= set(CHANGES)
