"""The people in the admin: found, read, changed, and by nobody but an admin."""

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from support import people
from support.engines import both_engines
from support.pages import open_page

from cms.actions import administration
from cms.extensions import db
from cms.models import MailMessage, Person, Role
from cms.rules.actor import OPERATOR

BUTTONS = ["end-sessions", "reset-factor", "disable"]


@pytest.fixture
def ids(app):
    """Everyone's number by name."""
    with app.app_context():
        return {one.name: one.id for one in db.session.scalars(db.select(Person))}


@pytest.fixture
def account(app):
    """`account("ed")` is (role, sections, active, name) as the database has it."""

    def read(name):
        with app.app_context():
            wanted = f"{name}@demo.example"
            one = db.session.scalars(db.select(Person).where(Person.email == wanted)).one()
            return one.role.value, sorted(each.slug for each in one.sections), one.active, one.name

    return read


@pytest.mark.parametrize("who", ["eve", "ed", "cho"])
def test_nobody_but_an_admin_finds_any_of_it(browse, ids, written, who):
    browser = browse(who)
    token = open_page(browser, "/submit").form("/submit").values()["csrf_token"]
    before = written()
    one = f"/admin/people/{ids['lin']}"
    for path in ("/admin/", "/admin/people", "/admin/people/invite", one, f"{one}9999"):
        assert browser.get(path).status_code == 404, path
    for path in ("/admin/people/invite", *(f"{one}/{each}" for each in [*BUTTONS, "role", "x"])):
        assert browser.post(path, data={"csrf_token": token}).status_code == 404, path
    assert written() == before


@pytest.mark.parametrize("path", ["0", "2147483648", "9" * 30, "-1", "abc", "1/nothing", "1/role"])
def test_what_is_not_there_is_404(browse, path):
    assert browse("ada").get(f"/admin/people/{path}").status_code in {404, 405}


def test_a_role_is_changed_with_its_sections(browse, ids, account):
    page = open_page(browse("ada"), f"/admin/people/{ids['ed']}")
    form = page.form("/role")
    assert form.values()["role-role"] == "editor"
    done = form.send(role="editor", **{"role-sections": ["papers"]})
    assert "Role and sections are changed" in done.words()
    assert account("ed") == ("editor", ["papers"], True, "ed")


def test_a_changed_role_ends_the_sessions(browse, ids):
    ed = browse("ed")
    assert ed.get("/desk/").status_code == 200
    open_page(browse("ada"), f"/admin/people/{ids['ed']}").form("/role").send(role="contributor")
    assert ed.get("/desk/").status_code == 303


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"role": "king"}, "role-role"),
        ({"role": ""}, "role-role"),
        ({"role-sections": ["nonsense"]}, "role-sections"),
        ({"role-sections": []}, "role-sections"),
    ],
)
def test_a_role_that_cannot_be_is_refused_beside_its_field(browse, ids, account, typed, field):
    page = open_page(browse("ada"), f"/admin/people/{ids['ed']}").form("/role").send(**typed)
    assert page.status == 422
    assert page.error_of(field)
    assert account("ed") == ("editor", ["news"], True, "ed")


@both_engines
def test_of_two_admins_with_the_same_form_the_second_is_told(made, browse, ids, account):
    made(lambda: people.PersonFactory(name="abe", role=Role.ADMIN))
    where = f"/admin/people/{ids['ed']}"
    first, second = (open_page(browse(who), where).form("/role") for who in ("ada", "abe"))
    first.send(role="chief")
    page = second.send(role="contributor")
    assert page.status == 409
    assert "Somebody changed this account while you had it open" in page.words()
    assert page.form("/role").values()["role-role"] == "chief", "what holds now is shown"
    assert account("ed")[0] == "chief"
    assert page.form("/role").send(role="contributor").status == 200
    assert account("ed")[0] == "contributor"


def test_a_name_is_changed_and_an_empty_one_refused(browse, ids, account):
    page = open_page(browse("ada"), f"/admin/people/{ids['ed']}")
    assert page.form("/rename").send(name=" Ed  Norr\u200b ").status == 200
    assert account("ed")[3] == "Ed Norr"
    for bad in ("", "\u200b", "x" * 121, "a\u202eb", "a\r\nBcc: x@y.example"):
        refused = page.form("/rename").send(name=bad)
        assert (refused.status, bool(refused.error_of("rename-name"))) == (422, True), bad


@pytest.mark.parametrize("change", BUTTONS)
def test_what_is_done_is_said(browse, ids, change):
    ed = browse("ed")
    done = open_page(browse("ada"), f"/admin/people/{ids['ed']}").form(f"/{change}").send()
    assert (done.status, len(done.all("//*[@role='status']"))) == (200, 1)
    assert ed.get("/desk/").status_code == 303, "whatever it was, ed signs in again"


@pytest.fixture
def long_signed_in(app):
    """Ada's browser, which proved who she is an hour ago."""
    browser = app.test_client()
    people.sign_in(browser, app, "ada", datetime.now(UTC) - timedelta(hours=1))
    return browser


def test_what_is_changed_asks_again_who_is_there(long_signed_in, ids, written, account):
    where = f"/admin/people/{ids['ed']}"
    page = open_page(long_signed_in, where)
    assert page.status == 200, "looking needs no password"
    before = written()
    for form in [*BUTTONS, "role", "rename", "send-link"]:
        answer = page.form(f"/{form}").send(follow=False, role="chief").response
        assert (answer.status_code, urlsplit(answer.location).path) == (303, "/verify")
        assert parse_qs(urlsplit(answer.location).query) == {"next": [where]}
    invited = long_signed_in.get("/admin/people/invite")
    assert (invited.status_code, urlsplit(invited.location).path) == (303, "/verify")
    assert written() == before
    assert account("ed") == ("editor", ["news"], True, "ed")


def test_a_password_link_goes_to_its_owner_and_is_not_shown(app, browse, ids):
    done = open_page(browse("ada"), f"/admin/people/{ids['ed']}").form("/send-link").send()
    assert "A link for a new password is on its way" in done.words()
    with app.app_context():
        letter = db.session.scalars(db.select(MailMessage)).one()
        assert (letter.letter, letter.address) == ("reset", "ed@demo.example")
    assert browse("ed").get("/desk/").status_code == 200


def test_a_disabled_account_shows_what_waits_in_its_hands(piece, browse, ids, account):
    page = open_page(browse("ada"), f"/admin/people/{ids['ed']}")
    assert "1 open piece stays in its hands" in page.words()
    page = page.form("/disable").send()
    assert account("ed")[2] is False
    assert page.all("//ul[@class='in-hands']//a/@href") == [f"http://localhost/desk/{piece}"]
    assert "Nobody works on these" in page.words()
    with pytest.raises(AssertionError, match="no form"):
        page.form("/disable")
    page.form("/enable").send()
    assert account("ed")[2] is True


def test_the_last_admin_is_told_why_not(browse, ids, account):
    page = open_page(browse("ada"), f"/admin/people/{ids['ada']}")
    assert "The last admin who can sign in" in page.words()
    for form, data in (("/disable", {}), ("/role", {"role": "chief"})):
        refused = page.form(form).send(**data)
        assert refused.status == 422
        assert "Make somebody else an admin first" in refused.words()
    assert account("ada")[0::2] == ("admin", True)


def test_a_change_that_the_account_no_longer_takes_is_said(browse, ids, made):
    form = open_page(browse("ada"), f"/admin/people/{ids['ed']}").form("/disable")

    def work():
        return administration.disable(ids["ed"], by=OPERATOR)

    made(work)
    refused = form.send()
    assert refused.status == 409
    assert "as it stands now" in refused.words()


def test_what_no_form_asks_for_changes_nothing(browse, ids, account):
    """Mass assignment: posted columns that are not the form's own."""
    more = {"role": "admin", "active": "", "id": "1", "confirmed_at": "", "password": "x"}
    page = open_page(browse("ada"), f"/admin/people/{ids['ed']}")
    page.form("/rename").send(name="Ed", **more)
    assert account("ed") == ("editor", ["news"], True, "Ed")


def test_a_forged_token_changes_nothing(browse, ids, account):
    form = open_page(browse("ada"), f"/admin/people/{ids['ed']}").form("/disable")
    refused = form.send(**{"disable-csrf_token": "forged"})
    assert refused.status == 422
    assert "open too long" in refused.words()
    assert account("ed")[2] is True


def test_a_chinese_admin_reads_chinese(browse, ids):
    browser = browse("ada")
    browser.set_cookie("language", "zh_Hans")
    assert "谁有账号，各有什么权限。" in open_page(browser, "/admin/people").words()
    assert "角色和栏目" in open_page(browser, f"/admin/people/{ids['ed']}").words()


def test_admins_find_the_way_from_the_desk_and_others_none(browse):
    link = "//header//a[@href='http://localhost/admin/people']"
    assert open_page(browse("ada"), "/desk/").all(link)
    assert not open_page(browse("cho"), "/desk/").all(link)
