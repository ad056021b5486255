"""Accounts are changed under one lock; of two admins at once, one stays."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from structlog.testing import capture_logs
from support import people
from support.engines import both_engines
from support.people import NOON, actor, person

from cms.actions import administration, invitations
from cms.actions.passkeys import NewPasskey, add_passkey
from cms.actions.people import NewPerson
from cms.errors import CmsError, GuardFailed, Invalid, NotFound, StaleAccount, WrongState
from cms.extensions import db
from cms.extensions.database import begin_write
from cms.models import MailMessage, PersonSession, Role
from cms.rules.actor import OPERATOR

CHANGES = {
    "role": lambda one, by: administration.change_role(one, Role.CHIEF, (), by=by),
    "disabled": lambda one, by: administration.disable(one, by=by),
    "signed out": lambda one, by: administration.end_sessions(one, by=by),
    "factor": lambda one, by: administration.reset_factors(one, by=by, now=NOON),
}


@both_engines
@pytest.mark.parametrize("change", CHANGES)
def test_every_change_ends_every_session(session, change):
    ed = person("ed")
    before = ed.fs_uniquifier
    day = {"created_at": NOON, "seen_at": NOON, "expires_at": NOON}
    session.add(PersonSession(token_hash="x", person_id=ed.id, **day))
    session.flush()
    CHANGES[change](ed.id, actor("ada"))
    assert ed.fs_uniquifier != before
    assert session.scalar(db.select(db.func.count(PersonSession.id))) == 0


@pytest.mark.usefixtures("session")
@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("who", ["eve", "ed", "cho"])
def test_nobody_but_an_admin_changes_anything(change, who):
    lin = person("lin")
    before = lin.fs_uniquifier
    with pytest.raises(NotFound):
        CHANGES[change](lin.id, actor(who))
    assert (lin.fs_uniquifier, lin.role, lin.active) == (before, Role.EDITOR, True)


@pytest.mark.usefixtures("session")
def test_an_admin_of_a_moment_ago_changes_nothing():
    was = actor("ada")
    people.PersonFactory(name="abe", role=Role.ADMIN)
    administration.change_role(person("ada").id, Role.CHIEF, (), by=was)
    with pytest.raises(NotFound):
        administration.disable(person("abe").id, by=was)


@pytest.mark.usefixtures("session")
def test_a_role_comes_with_its_sections_or_not_at_all():
    ed, ada = person("ed"), actor("ada")
    administration.change_role(ed.id, Role.EDITOR, ["papers"], by=ada)
    assert [one.slug for one in ed.sections] == ["papers"]
    for role, sections in ((Role.EDITOR, ["paper"]), (Role.EDITOR, [])):
        with pytest.raises(Invalid) as refusal:
            administration.change_role(ed.id, role, sections, by=ada)
        assert set(refusal.value.fields) == {"sections"}
    assert ed.role is Role.EDITOR
    administration.change_role(ed.id, Role.CHIEF, ["papers"], by=ada)
    assert ed.sections == [], "a chief who becomes an editor later starts with no section"


@pytest.mark.usefixtures("session")
def test_a_form_that_another_admin_overtook_changes_nothing():
    ed, ada = person("ed"), actor("ada")
    read = administration.fingerprint(ed)
    administration.change_role(ed.id, Role.EDITOR, ["papers"], by=ada, read=read)
    with pytest.raises(StaleAccount):
        administration.change_role(ed.id, Role.CHIEF, [], by=ada, read=read)
    assert ed.role is Role.EDITOR


@pytest.mark.usefixtures("session")
def test_the_last_admin_stays_whoever_asks():
    ada = person("ada")
    people.PersonFactory(name="abe", role=Role.ADMIN, active=False)
    for by in (actor("ada"), OPERATOR):
        with pytest.raises(GuardFailed):
            administration.disable(ada.id, by=by)
        with pytest.raises(GuardFailed):
            administration.change_role(ada.id, Role.CHIEF, (), by=by)
    assert (ada.role, ada.active) == (Role.ADMIN, True)
    administration.enable(person("abe").id, by=OPERATOR)
    administration.disable(ada.id, by=OPERATOR)
    assert not ada.active


@pytest.mark.usefixtures("session")
def test_a_closed_account_keeps_its_pieces_and_opens_again():
    piece = people.sent()
    people.take(piece, "claim", "ed")
    events = len(piece.events)
    ed = person("ed")
    administration.disable(ed.id, by=OPERATOR)
    assert piece.assignee_id == ed.id
    assert len(piece.events) == events, "nobody did anything to the piece"
    with pytest.raises(WrongState):
        administration.disable(ed.id, by=OPERATOR)
    administration.enable(ed.id, by=OPERATOR)
    assert ed.active


def test_a_second_factor_that_was_reset_is_gone_and_its_owner_told(session):
    ed = person("ed")
    phone = NewPasskey("phone", "handle", b"1", b"2", 0, (), backed_up=False, device_type="x")
    assert add_passkey(ed.id, phone, now=NOON)
    ed.tf_primary_method, ed.tf_totp_secret, ed.mf_recovery_codes = "authenticator", "s", ["one"]
    session.execute(db.delete(MailMessage))
    session.flush()
    session.expire(ed)
    assert len(ed.webauthn) == 1
    administration.reset_factors(ed.id, by=OPERATOR, now=NOON)
    assert (ed.tf_totp_secret, ed.mf_recovery_codes, ed.webauthn) == (None, None, [])
    assert session.scalars(db.select(MailMessage.address)).all() == [ed.email]


@pytest.mark.usefixtures("session")
def test_the_log_tells_of_every_change_by_numbers_alone():
    ed, by = person("ed").id, actor("ada")
    new = NewPerson("wen@demo.example", "温叙白", Role.EDITOR, None, ("news",), "zh_Hans")
    with capture_logs() as lines:
        made = invitations.invite(new, by=by, now=NOON).id
        invitations.renew(made, by=by, now=NOON)
        invitations.withdraw(made, by=OPERATOR)
        administration.disable(ed, by=by)
    told = [(one["change"], one["person"], one["by"]) for one in lines]
    ada = by.person_id
    assert told == [
        ("invite", made, ada),
        ("reinvite", made, ada),
        ("withdraw", made, "operator"),
        ("disable", ed, ada),
    ]


@both_engines
@pytest.mark.parametrize("change", ["role", "disabled"])
def test_of_two_admins_who_remove_each_other_one_stays(app, change):
    with app.app_context():
        begin_write(db.session)
        ids = {"ada": person("ada").id, "abe": people.PersonFactory(name="abe", role=Role.ADMIN).id}
        actors = {name: actor(name) for name in ids}
        db.session.commit()
    both = Barrier(2)

    def remove(by, whom):
        with app.app_context():
            # Both have read the other as an admin before either writes.
            db.session.get(people.Person, ids[whom])
            db.session.rollback()
            both.wait(timeout=10)
            begin_write(db.session)
            try:
                CHANGES[change](ids[whom], actors[by])
            except CmsError as refusal:
                db.session.rollback()
                return type(refusal)
            db.session.commit()
            return None

    with ThreadPoolExecutor(2) as pool:
        tried = [pool.submit(remove, *pair) for pair in (("ada", "abe"), ("abe", "ada"))]
        answers = [one.result(timeout=30) for one in tried]
    assert answers.count(None) == 1
    assert set(answers) <= {None, NotFound, GuardFailed}
    with app.app_context():
        admins = db.select(db.func.count(people.Person.id)).where(
            people.Person.role == Role.ADMIN, people.Person.active
        )
        assert db.session.scalar(admins) == 1
