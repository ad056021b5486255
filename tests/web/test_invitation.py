"""An invitation's life: asked, seen, accepted once, too old, sent anew, withdrawn."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from support.engines import both_engines
from support.forged import token_of
from support.inviting import GOOD, NEU, invite, invited
from support.pages import open_page

from cms.extensions import db
from cms.extensions.database import begin_write
from cms.models import Job, MailMessage, Person


@pytest.fixture
def neu(app):
    """`neu()` is what the database has of the invited person."""
    return lambda email=NEU["email"]: invited(app, email)


@pytest.fixture
def ada(browse):
    return browse("ada")


@both_engines
def test_the_invited_make_their_account_and_sign_in(ada, client, neu):
    page = invite(ada)
    assert "The invitation goes to neu@demo.example" in page.words()
    before = neu()
    assert (before["active"], before["confirmed_at"], before["password"]) == (False, None, None)

    welcome = open_page(client, before["link"])
    for told in ("ada has invited you", "editor", "News", "neu@demo.example"):
        assert told in welcome.words()
    assert neu() == before, "looking at it changes nothing"

    door = welcome.form(before["link"]).send(**GOOD)
    assert door.url == "http://localhost/login"
    assert "Your account is ready" in door.words()
    after = neu()
    assert (after["active"], after["name"]) == (True, "沈知遥")
    assert after["confirmed_at"] is not None, "who has the link reads the address"
    assert (after["role"], after["sections"]) == ("editor", ["news"])
    assert after["password"].startswith("$argon2id$")


def test_the_letter_goes_out_in_the_language_chosen_and_holds_no_secret(app, ada, neu):
    invite(ada, locale="zh_Hans")
    with app.app_context():
        letter = db.session.scalars(db.select(MailMessage)).one()
        job = db.session.scalars(db.select(Job)).one()
        kept = f"{letter.text}{letter.html}{letter.subject}{job.payload}"
        assert (letter.letter, letter.locale, letter.address) == (
            "invited",
            "zh_Hans",
            NEU["email"],
        )
    assert "/invitation/•1•" in kept
    assert neu()["link"].split("-")[1] not in kept


@pytest.mark.parametrize("chosen", ["zh_Hans", None])
def test_an_account_keeps_the_language_of_the_invitation_else_of_its_first_page(
    app, ada, client, neu, chosen
):
    invite(ada, locale="zh_Hans")
    with app.app_context():
        begin_write(db.session)
        db.session.execute(db.update(Person).where(Person.id == neu()["id"]).values(locale=chosen))
        db.session.commit()
    link = neu()["link"]
    open_page(client, link, headers={"Accept-Language": "en"}).form(link).send(**GOOD)
    assert neu()["locale"] == (chosen or "en")


def test_it_works_once(ada, client, neu):
    invite(ada)
    link = neu()["link"]
    form = open_page(client, link).form(link)
    form.send(**GOOD)
    page = open_page(client, link)
    assert page.status == 404
    assert "It was used or withdrawn, or has run out. Please sign in" in page.words()
    assert page.all("//main//a[@href='http://localhost/login']")
    assert form.send(name="Eve", password="another long sentence").status == 404
    assert neu()["name"] == "沈知遥"


@both_engines
def test_of_several_who_accept_at_once_one_does(app, ada, neu):
    invite(ada)
    link = neu()["link"]
    names = ["Ann Noon", "Ben Noon", "Cay Noon"]
    forms = [open_page(app.test_client(), link).form(link) for _ in names]
    with ThreadPoolExecutor(3) as pool:
        sent = [
            pool.submit(form.send, name=name, password=f"{GOOD['password']} {name}", follow=False)
            for form, name in zip(forms, names, strict=True)
        ]
    answers = [one.result(timeout=30).status for one in sent]
    assert sorted(answers) == [303, 404, 404]
    assert neu()["name"] == names[answers.index(303)]


def test_it_runs_out_after_seven_days(browse, client, neu, time_machine):
    time_machine.move_to("2026-11-01T08:00:00Z", tick=False)
    invite(browse("ada"))
    link = neu()["link"]
    time_machine.move_to("2026-11-08T07:59:59Z", tick=False)
    form = open_page(client, link).form(link)
    time_machine.move_to("2026-11-08T08:00:00Z", tick=False)
    assert client.get(link).status_code == 404
    assert form.send(**GOOD).status == 404
    assert neu()["active"] is False


def test_a_new_invitation_kills_the_old_one(ada, client, neu):
    person = invite(ada)
    old = neu()["link"]
    done = person.form("/reinvite").send()
    assert "The link sent before is dead" in done.words()
    assert client.get(old).status_code == 404
    new = neu()["link"]
    assert open_page(client, new).form(new).send(**GOOD).url.endswith("/login")


def test_withdrawn_it_is_gone_and_the_address_free(ada, client, neu):
    person = invite(ada)
    link = neu()["link"]
    form = open_page(client, link).form(link)
    done = person.form("/withdraw").send()
    assert done.url == "http://localhost/admin/people"
    assert client.get(link).status_code == 404
    assert form.send(**GOOD).status == 404
    assert neu() is None
    assert invite(ada).status == 200
    assert client.get(link).status_code == 404


def test_a_disabled_account_is_not_opened_by_its_invitation(ada, client, neu):
    invite(ada)
    link = neu()["link"]
    open_page(client, link).form(link).send(**GOOD)
    where = f"/admin/people/{neu()['id']}"
    open_page(ada, where).form("/disable").send()
    closed = neu()
    assert closed["active"] is False
    # Not the link that was used: one that would be good for the account as it stands.
    assert closed["link"] != link
    assert client.get(closed["link"]).status_code == 404
    sent = GOOD | {"name": "Eve", "csrf_token": token_of(client)}
    assert client.post(closed["link"], data=sent).status_code == 404
    assert neu() == closed


def test_a_role_changed_meanwhile_is_what_the_link_brings(ada, client, neu):
    person = invite(ada)
    link = neu()["link"]
    person.form("/role").send(role="chief")
    welcome = open_page(client, link)
    assert "chief editor" in welcome.words()
    welcome.form(link).send(**GOOD, role="admin")
    assert neu()["role"] == "chief", "what was posted besides is not looked at"


@pytest.mark.parametrize(
    "token",
    ["x", "1", "1-", "-", "0-" + "a" * 64, "9" * 40 + "-" + "a" * 64, "²-a", "%00", "1-%F0%9F"],
)
def test_a_forged_link_is_not_there(ada, client, token):
    invite(ada)
    assert client.get(f"/invitation/{token}").status_code == 404
    assert client.post(f"/invitation/{token}", data=GOOD).status_code == 404


def test_the_link_of_one_opens_nothing_of_another(ada, client, neu):
    invite(ada)
    invite(ada, email="two@demo.example")
    one, two = neu(), neu("two@demo.example")
    mixed = re.sub(r"/\d+-", f"/{two['id']}-", one["link"])
    assert client.get(mixed).status_code == 404


def test_the_page_is_kept_from_caches_and_referrers(ada, client, neu):
    invite(ada)
    headers = client.get(neu()["link"]).headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("password", ""),
        ("password", "eleven long"),
        ("password", "password12345"),
        ("password", "neu@demo.example"),
        ("password", "x" * 201),
        ("password", "four quiet\0boreholes"),
        ("name", ""),
        ("name", "a\u202eb"),
    ],
)
def test_what_the_invited_type_wrong_stands_beside_its_field(ada, client, neu, name, typed):
    invite(ada)
    link = neu()["link"]
    page = open_page(client, link).form(link).send(**GOOD | {name: typed})
    assert page.status == 422
    assert page.error_of(name)
    assert neu()["active"] is False
    assert page.form(link).send(**GOOD).url.endswith("/login")


def test_a_forged_token_accepts_nothing(ada, client, neu):
    invite(ada)
    link = neu()["link"]
    page = open_page(client, link).form(link).send(csrf_token="forged", **GOOD)
    assert page.status == 422
    assert neu()["active"] is False
