"""An invitation's life: asked, seen, accepted once, too old, sent anew, withdrawn."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.engines import both_engines
from support.pages import open_page

from cms.actions.invitations import token_of
from cms.extensions import db
from cms.models import Job, MailMessage, Person

NEU = {"email": "neu@demo.example", "name": "沈 知遥", "role": "editor", "sections": ["news"]}
GOOD = {"name": "沈知遥", "password": "four quiet boreholes"}


def invite(browser, **changes):
    return open_page(browser, "/admin/people/invite").form("/invite").send(**NEU | changes)


@pytest.fixture
def neu(app):
    """What the database has of the invited person, and the link as last sent."""

    def read(email=NEU["email"]):
        with app.app_context():
            one = db.session.scalar(db.select(Person).where(Person.email == email))
            if one is None:
                return None
            return {
                "id": one.id,
                "name": one.name,
                "active": one.active,
                "role": one.role.value,
                "sections": [each.slug for each in one.sections],
                "confirmed": one.confirmed_at is not None,
                "password": one.password,
                "locale": one.locale,
                "link": f"/invitation/{token_of(one)}",
            }

    return read


@pytest.fixture
def ada(browse):
    return browse("ada")


@both_engines
def test_the_invited_make_their_account_and_sign_in(ada, client, neu):
    page = invite(ada)
    assert "The invitation goes to neu@demo.example" in page.words()
    before = neu()
    assert (before["active"], before["confirmed"], before["password"]) == (False, False, None)

    welcome = open_page(client, before["link"])
    for told in ("ada has invited you", "editor", "News", "neu@demo.example"):
        assert told in welcome.words()
    assert neu() == before, "looking at it changes nothing"

    door = welcome.form(before["link"]).send(**GOOD)
    assert door.url == "http://localhost/login"
    assert "Your account is ready" in door.words()
    after = neu()
    assert (after["active"], after["confirmed"], after["name"]) == (True, True, "沈知遥")
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


def test_it_works_once(ada, client, neu):
    invite(ada)
    link = neu()["link"]
    form = open_page(client, link).form(link)
    form.send(**GOOD)
    assert client.get(link).status_code == 404
    assert form.send(name="Eve", password="another long sentence").status == 404
    assert neu()["name"] == "沈知遥"


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
    assert client.get(link).status_code == 404
    assert neu()["active"] is False


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
        ("email", "ed@demo.example"),
        ("email", " ED@demo.example "),
        ("email", ""),
        ("email", "nowhere"),
        ("email", "a b@demo.example"),
        ("email", "neu@demo.example\r\nBcc: eve@demo.example"),
        ("email", "n\u0435u@demo.example"),
        ("email", "neu@d\u0435mo.example"),
        ("email", "neu@\uff44emo.example"),
        ("email", "n" * 300 + "@demo.example"),
        ("email", "<neu@demo.example>"),
        ("email", "neu@demo.example,eve@demo.example"),
        ("name", ""),
        ("name", "x" * 121),
        ("name", "a\nb"),
        ("name", "a\u202eb"),
        ("role", "king"),
        ("sections", []),
        ("sections", ["nonsense"]),
        ("locale", "fr"),
    ],
)
def test_what_is_refused_stands_beside_its_field(ada, written, name, typed):
    before = written()
    page = invite(ada, **{name: typed})
    assert page.status == 422
    assert page.error_of(name)
    assert written() == before
    back = page.form("/invite").values()
    assert all(back[each] == NEU[each] for each in ("email", "name", "role") if each != name)


def test_a_chinese_address_is_an_address(ada, neu):
    assert invite(ada, email="知遥@地热.example").status == 200
    assert neu("知遥@地热.example") is not None


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


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None
)
@given(
    email=st.one_of(st.text(max_size=60), st.emails()),
    name=st.text(max_size=140),
    role=st.one_of(st.text(max_size=8), st.sampled_from(["editor", "admin"])),
    section=st.text(max_size=12),
    locale=st.sampled_from(["en", "zh_Hans", "", "x"]),
)
def test_nothing_typed_breaks_the_form(ada, email, name, role, section, locale):
    typed = {"email": email, "name": name, "role": role, "sections": [section], "locale": locale}
    typed = {
        key: value if isinstance(value, list) else value.encode("utf-8", "replace").decode()
        for key, value in typed.items()
    }
    form = open_page(ada, "/admin/people/invite").form("/invite")
    typed["sections"] = [section.encode("utf-8", "replace").decode()]
    assert form.send(follow=False, **typed).status in {303, 422}
