"""Name, byline and language: what people say of themselves, and nothing more than that."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.engines import both_engines
from support.pages import open_page
from support.people import person

from cms.extensions import db
from cms.models import Person

WHERE = "/account/profile"
SAID = {
    "name": "安念秋",
    "byline": "念秋",
    "affiliation": "云舸设计院",
    "bio": "做了二十年地埋管。",
    "locale": "zh_Hans",
}


@pytest.fixture
def ann(browse):
    """Ann's browser, signed in once whatever she is called then."""
    return browse("ann")


def row(app, person_id):
    with app.app_context():
        table = Person.__table__
        found = db.session.execute(table.select().where(table.c.id == person_id))
        return dict(found.mappings().one())


@both_engines
def test_what_is_said_is_kept_and_shown(app, browse):
    ann = browse("ann")
    page = open_page(ann, WHERE).form(WHERE).send(**SAID)
    assert page.status == 200
    assert {key: page.form(WHERE).values()[key] for key in SAID} == SAID
    assert {key: row(app, 1)[key] for key in SAID} == SAID
    assert page.all("//html/@lang") == ["zh-Hans"]


def test_the_submit_form_begins_with_byline_and_affiliation(browse):
    ann = browse("ann")
    assert open_page(ann, "/submit").form("/submit").values()["byline"] == "ann"
    assert open_page(ann, WHERE).form(WHERE).send(byline="念秋", affiliation="云舸").status == 200
    there = open_page(ann, "/submit").form("/submit").values()
    assert (there["byline"], there["affiliation"]) == ("念秋", "云舸")


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("name", "", "fill this in"),
        ("name", "\u2060\u200b", "fill this in"),
        ("name", "安\x00", "NUL"),
        ("name", "长" * 121, "120 characters"),
        ("byline", "念\u202e秋", "direction"),
        ("affiliation", "云" * 121, "120 characters"),
        ("bio", "长" * 61, "60 characters"),
        ("bio", "x" * 201, "200 characters"),
    ],
)
def test_what_is_refused_stands_beside_its_field(app, browse, name, typed, said):
    before = row(app, 1)
    page = open_page(browse("ann"), WHERE).form(WHERE).send(**{name: typed})
    assert page.status == 422
    assert said in page.error_of(name)
    assert row(app, 1) == before


@pytest.mark.parametrize("bio", ["长" * 60, "x" * 200])
def test_a_full_line_is_taken(app, browse, bio):
    assert open_page(browse("ann"), WHERE).form(WHERE).send(bio=bio).status == 200
    assert row(app, 1)["bio"] == bio


def test_an_unknown_language_is_refused(app, browse):
    page = open_page(browse("ann"), WHERE).form(WHERE).send(locale="xx")
    assert page.status == 422
    assert row(app, 1)["locale"] is None


@pytest.mark.parametrize(
    "field",
    [
        "role=admin",
        "email=eve@demo.example",
        "active=",
        "id=2",
        "confirmed_at=",
        "fs_uniquifier=x",
        "password=x",
        "sections=1",
        "demo=y",
        "invited_by_id=1",
    ],
)
def test_fields_that_are_not_the_forms_change_nothing(app, browse, field):
    before = row(app, 1)
    name, value = field.split("=")
    page = open_page(browse("ann"), WHERE).form(WHERE).send(bio="新的一行", **{name: value})
    assert page.status == 200
    assert row(app, 1) == before | {"bio": "新的一行"}


def test_the_desks_names_stay_the_newsrooms(app, browse):
    with app.app_context():
        number = person("ed").id
    page = open_page(browse("ed"), WHERE)
    assert "name" not in page.form(WHERE).values()
    assert page.form(WHERE).send(name="别人", byline="艾德").status == 200
    assert (row(app, number)["name"], row(app, number)["byline"]) == ("ed", "艾德")


def test_nobody_sees_or_changes_anothers(app, browse, client):
    assert client.get(WHERE).status_code == 303
    before = row(app, 1)
    assert open_page(browse("eve"), WHERE).form(WHERE).send(bio="伊芙").status == 200
    assert row(app, 1) == before


def test_a_forged_form_comes_back_with_what_was_typed(app, browse):
    before = row(app, 1)
    page = open_page(browse("ann"), WHERE).form(WHERE).send(csrf_token="forged", bio="新的一行")
    assert page.status == 422
    assert page.form(WHERE).values()["bio"] == "新的一行"
    assert row(app, 1) == before


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    name=st.text(max_size=130),
    byline=st.text(max_size=130),
    bio=st.text(max_size=210),
)
def test_whatever_is_typed_is_taken_or_comes_back(ann, name, byline, bio):
    typed = {"name": name, "byline": byline, "bio": bio}
    sent = {key: value.encode(errors="replace").decode() for key, value in typed.items()}
    page = open_page(ann, WHERE).form(WHERE).send(**sent)
    assert page.status in (200, 422)
    if page.status == 422:
        assert page.all("//*[@role='alert']//li")
