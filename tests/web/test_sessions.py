"""A browser is signed in while its row stands: planted, copied and old cookies open nothing."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event
from support import people
from support.account import PASSWORD, is_in, sign_in
from support.engines import both_engines
from support.factors import with_password  # noqa: F401  a fixture
from support.pages import open_page

from cms.actions.people import set_password
from cms.extensions import db
from cms.models import PersonSession
from cms.text.secret import hash_token

pytestmark = pytest.mark.usefixtures("with_password")
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)


def rows(app):
    with app.app_context():
        return list(db.session.scalars(db.select(PersonSession).order_by(PersonSession.id)))


def copy_of(client, browse):
    thief = browse(None)
    thief.set_cookie("session", client.get_cookie("session").value)
    return thief


@both_engines
def test_signing_in_makes_a_row_that_names_device_and_network(app, client):
    client.environ_base |= {"HTTP_USER_AGENT": FIREFOX, "REMOTE_ADDR": "192.0.2.77"}
    sign_in(client)
    (row,) = rows(app)
    assert (row.device, row.network) == ("Firefox · Linux", "192.0.2.0/24")
    with client.session_transaction() as kept:
        assert row.token_hash == hash_token(kept["session"])
        assert len(kept["session"]) >= 43  # 256 bits
        assert kept.permanent


@both_engines
def test_a_copied_cookie_is_dead_after_signing_out(app, client, browse):
    home = sign_in(client)
    thief = copy_of(client, browse)
    assert is_in(thief)
    home.form("/logout").send()
    assert rows(app) == []
    assert not is_in(thief)
    assert not is_in(client)


def test_a_planted_cookie_is_worth_nothing(client, browse):
    open_page(client, "/submit")
    planted = copy_of(client, browse)
    with client.session_transaction() as kept:
        assert "form_key" in kept
    sign_in(client)
    assert not is_in(planted)
    with client.session_transaction() as kept:
        assert "form_key" not in kept


def test_the_form_token_is_another_one_after_signing_in(client):
    form = open_page(client, "/login").form("/login")
    before = form.values()["csrf_token"]
    form.send(email="ann@demo.example", password=PASSWORD)
    sent = client.post("/logout", data={"csrf_token": before})
    assert sent.status_code == 400
    assert is_in(client)


@pytest.mark.parametrize(
    "change",
    [
        lambda kept: kept.pop("session"),
        lambda kept: kept.update(session="x" * 43),
        lambda kept: kept.update(session=["x"]),
        lambda kept: kept.update(session=None),
        lambda kept: kept.update(_user_id="somebody"),
        lambda kept: kept.update(_user_id=7),
    ],
)
def test_a_cookie_without_its_row_opens_nothing(browse, change):
    ann = browse("ann")
    with ann.session_transaction() as kept:
        change(kept)
    assert not is_in(ann)


def test_a_row_of_somebody_else_opens_nothing(browse):
    ann, eve = browse("ann"), browse("eve")
    with eve.session_transaction() as kept:
        secret = kept["session"]
    with ann.session_transaction() as kept:
        kept["session"] = secret
    assert not is_in(ann)


@both_engines
@pytest.mark.parametrize("name", ["_auth_token", "remember_token", "__Host-remember"])
def test_tokens_beside_the_session_open_nothing(app, browse, name):
    with app.app_context():
        token = people.person("ann").get_auth_token()
    stranger = browse(None)
    stranger.set_cookie(name, token)
    asked = stranger.get(f"/my/?auth_token={token}", headers={"Authentication-Token": token})
    assert asked.status_code == 303


def test_asking_for_json_changes_nothing(client):
    form = open_page(client, "/login").form("/login").values()
    data = form | {"email": "ann@demo.example", "password": PASSWORD}
    told = {"Accept": "application/json"}
    answer = client.post("/login?include_auth_token", data=data, headers=told)
    assert answer.status_code == 302
    assert "token" not in answer.text


@pytest.mark.parametrize(
    "change", ["role", "password", "closed"], ids=lambda name: f"another {name}"
)
def test_what_changes_an_account_ends_its_sessions(app, browse, made, change):
    ed = browse("ed")
    assert is_in(ed)
    if change == "password":
        made(lambda: (set_password(people.person("ed"), "a hash"), people.person("ed"))[1])
    else:
        ada = browse("ada")
        with app.app_context():
            number = people.person("ed").id
        page = open_page(ada, f"/admin/people/{number}")
        name = "role" if change == "role" else "disable"
        page.form(f"/{name}").send(**({"role": "contributor"} if change == "role" else {}))
    assert not is_in(ed)
    with app.app_context():
        number = people.person("ed").id
    assert [row for row in rows(app) if row.person_id == number] == []


def test_a_session_ends_after_fourteen_days_unused(app, browse, time_machine):
    time_machine.move_to(NOON)
    ann = browse("ann")
    time_machine.move_to(NOON + timedelta(days=13, hours=23))
    assert is_in(ann)
    time_machine.move_to(NOON + timedelta(days=27, hours=22))
    assert is_in(ann)
    time_machine.move_to(NOON + timedelta(days=30, seconds=1))
    assert not is_in(ann)
    eve = browse("eve")
    time_machine.move_to(NOON + timedelta(days=44, seconds=2))
    assert not is_in(eve)
    browse("ann")
    assert len(rows(app)) == 1  # what ran out is swept away by the next one to sign in


def test_being_seen_is_noted_every_few_minutes_and_not_with_every_page(app, browse, time_machine):
    time_machine.move_to(NOON)
    ann = browse("ann")
    time_machine.move_to(NOON + timedelta(minutes=4))
    ann.get("/my/")
    assert rows(app)[0].seen_at < NOON + timedelta(minutes=1)
    time_machine.move_to(NOON + timedelta(minutes=6))
    ann.get("/my/")
    assert rows(app)[0].seen_at >= NOON + timedelta(minutes=6)
    time_machine.move_to(NOON + timedelta(minutes=12))
    ann.post("/logout", data={"csrf_token": "forged"})
    assert is_in(ann)


def statements(app, work):
    """The SQL of one piece of work, without the sweeping words."""
    said = []
    with app.app_context():
        engine = db.engine

    def note(_connection, _cursor, statement, *_more):
        said.append(" ".join(statement.split()))

    event.listen(engine, "before_cursor_execute", note)
    work()
    event.remove(engine, "before_cursor_execute", note)
    return said


def test_strangers_pages_ask_for_no_session_and_signed_in_ones_once(app, client, browse):
    client.get("/submit")  # has a session of its own by now
    for path in ("/", "/login", "/submit"):
        asked = statements(app, lambda where=path: client.get(where))
        assert asked
        assert not [one for one in asked if "person_session" in one or "FROM person" in one]
    ann = browse("ann")
    asked = statements(app, lambda: ann.get("/my/"))
    assert len([one for one in asked if "person_session" in one]) == 1
    assert not [one for one in asked if one.startswith(("UPDATE", "INSERT", "DELETE"))]


def test_pages_set_no_cookie_again_for_one_who_is_signed_in(browse):
    ann = browse("ann")
    ann.get("/my/")  # its forms have a token from now on
    assert "Set-Cookie" not in ann.get("/my/").headers
