"""A save that came second shows every field of both versions, and saves what it shows."""

import pytest
from support import people
from support.engines import both_engines
from support.pages import open_page

from cms.extensions import db
from cms.models import Event, Section, Submission

ED = {
    "title": "地埋管换热孔回填的三个细节",
    "body": "## 先量水温\n\n第二段说经过。",
    "format": "markdown",
    "byline": "安念秋；温叙白",
    "affiliation": "北坡站",
    "kind": "case_study",
    "language": "zh-Hant",
    "tags": "回填，冬期",
}
READABLE = {
    "byline": "安念秋, 温叙白",
    "affiliation": "北坡站",
    "section": "Papers",
    "kind": "Case study",
    "language": "繁體中文",
    "tags": "冬期, 回填",
    "format": "Markdown",
}


def stored(app, number):
    with app.app_context():
        one = db.session.get(Submission, number)
        return {
            "title": one.current.title,
            "dek": one.current.dek,
            "body": one.current.body,
            "format": one.current.format,
            "byline": ", ".join(by["name"] for by in one.current.bylines),
            "affiliation": one.current.bylines[0]["affiliation"],
            "section": one.section.slug,
            "kind": one.kind.value,
            "language": one.language.value,
            "tags": {tag.name for tag in one.tags},
        }


def steps(app):
    with app.app_context():
        return list(db.session.scalars(db.select(Event.step).order_by(Event.number)))


def section_of(page, name):
    return page.all(f"//select[@name='section']/option[text()='{name}']/@value")[0]


@pytest.fixture
def clash(browse, made, piece):
    """Lin's 409 page: she changed the title, ed everything else meanwhile."""

    def as_many_approve() -> Section:
        people.section("papers").approvals_required = 1
        return people.section("papers")

    made(as_many_approve)
    lin = open_page(browse("lin"), f"/desk/{piece}/edit").form("/edit")
    ed = open_page(browse("ed"), f"/desk/{piece}/edit")
    saved = ed.form("/edit").send(**ED, section=section_of(ed, "Papers"), action="save")
    # The piece is in papers now, which ed does not edit: he is led back to the queue.
    assert saved.status == 200
    page = lin.send(title="林的标题", action="save")
    assert page.status == 409
    return page


def differing(page):
    rows = page.all("//form//div[@data-differs]/@id")
    return {one.removeprefix("both-") for one in rows}


def theirs(page, name):
    shown = page.all(f"//div[@id='both-{name}']//div[@class='value']/p")
    return "\n".join(one.text_content() for one in shown)


def state(page, name):
    return page.all(f"//div[@id='both-{name}']//*[contains(@class, 'state')]")[0].text_content()


def test_every_field_of_both_sides_is_there_with_readable_labels(clash):
    assert differing(clash) == {"title", "body", *READABLE}
    assert state(clash, "dek") == "the same"
    for name, text in READABLE.items():
        if name == "tags":
            assert set(theirs(clash, name).split(", ")) == {"回填", "冬期"}
        else:
            assert theirs(clash, name) == text
        assert state(clash, name) == "differs"
    assert theirs(clash, "body") == ED["body"]
    assert "ed changed it on" in clash.words()


def test_nothing_of_ones_own_travels_hidden(clash):
    assert not clash.all("//*[@hidden]//*[@name][not(ancestor::template)]")
    form = clash.form("/edit")
    hidden = {one.get("name") for one in clash.all("//form//input[@type='hidden']")}
    own = {name for name in hidden & set(form.values()) if not name.startswith("autosave-")}
    assert own == {"csrf_token", "version"}
    for name in ("byline", "affiliation", "section", "kind", "language", "tags", "format"):
        assert clash.all(f"//div[@id='both-{name}']//*[@name='{name}']"), name


@both_engines
def test_saved_as_shown_all_of_yours_stands(app, clash, piece):
    saved = clash.form("/edit").send(action="save")
    assert saved.status == 200, saved.words()
    found = stored(app, piece)
    assert found == {
        "title": "林的标题",
        "dek": "一句话的导语",
        "body": "第一段说事情。\n第二段说经过。",
        "format": "plain",
        "byline": "安念秋",
        "affiliation": "云舸设计院",
        "section": "news",
        "kind": "news",
        "language": "zh-Hans",
        "tags": set(),
    }


@both_engines
def test_with_theirs_copied_only_ones_own_change_is_saved(app, clash, piece):
    before = stored(app, piece)
    copied = {name: ED[name] for name in ED if name != "title"}
    saved = clash.form("/edit").send(**copied, section=section_of(clash, "Papers"), action="save")
    assert saved.status == 200
    assert stored(app, piece) == before | {"title": "林的标题"}
    assert steps(app) == ["submit", "claim", "edit", "classify", "edit"]


def test_a_move_that_is_refused_keeps_what_was_typed(app, browse, made, piece):
    def moved():
        one = db.session.get(Submission, piece)
        one.section_id = people.section("papers").id
        return one

    made(moved)
    page = open_page(browse("lin"), f"/desk/{piece}/edit")
    refused = page.form("/edit").send(
        title="林的标题", section=section_of(page, "News"), action="save"
    )
    assert refused.status == 422
    assert (
        "a chief editor can move the piece"
        in refused.all("//form//*[@role='alert']")[0].text_content()
    )
    assert refused.form("/edit").values()["title"] == "林的标题"
    assert steps(app) == ["submit", "claim"]


def test_who_only_moved_a_piece_is_named_and_its_text_is_the_same(browse, piece):
    lin = open_page(browse("lin"), f"/desk/{piece}/edit").form("/edit")
    ed = open_page(browse("ed"), f"/desk/{piece}/edit").form("/edit")
    assert ed.send(tags="回填", action="save").status == 200
    page = lin.send(title="林的标题", action="save")
    assert differing(page) == {"title", "tags"}
    assert "ed changed it on" in page.words()
    assert theirs(page, "dek") == "一句话的导语"


def test_ones_own_second_window_is_called_so(browse, piece):
    ed = browse("ed")
    first, second = (open_page(ed, f"/desk/{piece}/edit").form("/edit") for _ in range(2))
    assert first.send(title="一", action="save").status == 200
    page = second.send(title="二", action="save")
    assert page.status == 409
    for place in ("//title", "//h1"):
        assert "You changed this piece in another window" in page.all(place)[0].text_content()
    assert "Two people" not in page.words()
    assert "theirs" not in page.words().lower()
    assert not page.all("//*[@data-autosave-offer or @data-offer]")


def test_a_text_that_takes_no_edit_any_more_has_no_button(browse, piece):
    ed = open_page(browse("ed"), f"/desk/{piece}/edit").form("/edit")
    assert open_page(browse("lin"), f"/desk/{piece}").form("/approve").send().status == 200
    page = ed.send(title="埃德的标题", action="save")
    assert page.status == 409
    assert not page.all("//button[@value='save']")
    assert "takes no new text now" in page.words()
    assert page.form("/edit").values()["title"] == "埃德的标题"


def test_consent_to_what_is_taken_out_is_seen_and_sent_again(app, browse, piece):
    lin = open_page(browse("lin"), f"/desk/{piece}/edit").form("/edit")
    ed = open_page(browse("ed"), f"/desk/{piece}/edit").form("/edit")
    assert ed.send(title="埃德的标题", action="save").status == 200
    given = {"body": "<p>字</p><script>1</script>", "format": "html", "accept_removed": "y"}
    page = lin.send(**given, action="save")
    assert page.status == 409
    assert page.all("//input[@type='checkbox'][@name='accept_removed'][@checked]")
    assert page.form("/edit").send(action="save").status == 200
    assert stored(app, piece)["format"] == "html"
