"""People make accounts: the address is confirmed by a button, and nobody learns who has one."""

from support import people
from support.engines import both_engines
from support.links import letters_to
from support.pages import open_page
from support.registering import (
    GOOD,
    PASSWORD,
    confirm,
    confirm_link,
    person_at,
    register,
    sign_in,
)

from cms.extensions import db
from cms.models import Person, Role
from cms.web.accounts import hashed


@both_engines
def test_one_registers_confirms_by_a_button_and_signs_in(app, client):
    page = register(client)
    assert (page.status, page.url) == (200, "http://localhost/login")
    assert "wu@demo.example" in page.words()
    new = person_at(app)
    assert (new.name, new.role, new.active, new.confirmed_at) == (
        "吴柏青",
        Role.CONTRIBUTOR,
        True,
        None,
    )
    assert new.password is None
    assert sign_in(client).status == 422

    link = confirm_link(app)
    shown = open_page(client, link)
    assert "wu@demo.example" in shown.words()
    assert person_at(app).confirmed_at is None  # a mail scanner only looked

    assert shown.form().values()["email"] == "wu@demo.example"  # for the keeper of passwords
    done = shown.form().send(password=PASSWORD)
    assert done.url == "http://localhost/login"
    assert person_at(app).confirmed_at is not None
    assert person_at(app).password.startswith("$argon2id$")
    assert sign_in(client).url == "http://localhost/my/"


def test_a_confirming_link_works_once_and_for_its_own_account(app, client):
    register(client)
    link = confirm_link(app)
    form = open_page(client, link).form()
    form.send(password=PASSWORD)
    assert client.get(link).status_code == 404
    assert form.send(password="a third sentence of a stranger").status == 404
    assert sign_in(client).url.endswith("/my/")
    assert client.get("/confirm/forged").status_code == 404


def test_a_confirming_link_runs_out_after_three_days(app, client, time_machine):
    time_machine.move_to("2026-11-01T08:00:00Z")
    register(client)
    link = confirm_link(app)
    time_machine.move_to("2026-11-04T07:59:00Z")
    assert client.get(link).status_code == 200
    time_machine.move_to("2026-11-04T08:00:05Z")
    assert client.get(link).status_code == 404


def test_pages_with_a_secret_are_kept_nowhere(app, client):
    register(client)
    headers = client.get(confirm_link(app)).headers
    assert "no-store" in headers["Cache-Control"]
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in headers["X-Robots-Tag"]


def told(page):
    return page.status, page.url, page.words().replace("ann@", "x@").replace("wu@", "x@")


def test_a_known_address_gets_the_same_answer_and_its_owner_a_letter(app, browse):
    known = register(browse(None), email="ann@demo.example")
    unknown = register(browse(None))
    assert told(known) == told(unknown)
    assert letters_to(app, "ann@demo.example") == ["welcome_existing"]
    assert letters_to(app, "wu@demo.example") == ["confirm"]


def test_registering_over_an_account_changes_nothing_of_it(app, client, made):
    def close():
        people.person("eve").active = False
        return people.person("eve")

    made(close)
    for email in ("ann@demo.example", "ED@Demo.Example", "eve@demo.example"):
        register(client, email=email)
        one = person_at(app, email.lower())
        assert one.name != "吴柏青"
        assert one.password is None
    assert letters_to(app, "eve@demo.example") == []  # a closed account is told nothing


def test_an_unconfirmed_account_is_begun_anew_by_whoever_registers_again(app, client):
    register(client, name="an impostor")
    old = confirm_link(app)
    register(client)
    assert person_at(app).name == "吴柏青"
    assert client.get(old).status_code == 404
    confirm(app, client)
    assert sign_in(client).url.endswith("/my/")


def test_who_registers_an_address_again_chooses_no_password_for_its_reader(app, browse, made):
    made(lambda: people.sent(by=None, email="wu@demo.example"))
    wu, mallory, theirs = browse(None), browse(None), "the password of a stranger"
    register(wu)
    form = open_page(mallory, "/register").form()
    mallory.post("/register", data=form.values() | GOOD | {"password": theirs})
    assert letters_to(app, "wu@demo.example")[-2:] == ["confirm", "confirm"]
    confirm(app, wu)
    assert sign_in(mallory, password=theirs).status == 422
    assert mallory.get("/my/").status_code == 303
    assert sign_in(wu).url.endswith("/my/")
    assert "地埋管换热孔回填的三个细节" in open_page(wu, "/my/").words()


def test_a_password_that_lay_in_wait_is_replaced_by_the_readers(app, client, made):
    register(client)

    def wait():
        one = db.session.scalars(db.select(Person).where(Person.email == "wu@demo.example")).one()
        with app.test_request_context():
            one.password = hashed("the password of a stranger")
        return one

    made(wait)
    confirm(app, client)
    assert sign_in(client, password="the password of a stranger").status == 422
    assert sign_in(client).url.endswith("/my/")


def test_an_unconfirmed_editor_is_nobodys_to_take(app, client, made):
    def unconfirm():
        people.person("ed").confirmed_at = None
        return people.person("ed")

    made(unconfirm)
    register(client, email="ed@demo.example")
    assert person_at(app, "ed@demo.example").name == "ed"


def test_the_confirming_letter_is_sent_anew_and_the_answer_never_tells_to_whom(app, browse):
    register(browse(None))
    answers = []
    for email in ("wu@demo.example", "ann@demo.example", "nobody@demo.example"):
        page = open_page(browse(None), "/confirm").form().send(email=email)
        answers.append((page.status, page.words().replace(email, "x")))
    assert len(set(answers)) == 1
    assert letters_to(app, "wu@demo.example") == ["confirm", "confirm"]
    assert letters_to(app, "ann@demo.example") == []
    assert letters_to(app, "nobody@demo.example") == []


def test_one_who_is_signed_in_needs_no_other_account(browse):
    assert open_page(browse("ann"), "/register").url == "http://localhost/account/"
