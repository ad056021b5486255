"""Pictures in the text: where the text has them, in their sizes, on every page that shows it."""

import re

import pytest
from lxml import html as lxml_html
from support import kept, people
from support.pages import open_page
from support.picture_forms import WORDS, upload
from support.uploads import png

from cms.extensions import db
from cms.models import Media, Submission

TOKEN = "t" * 43
BODY = "<p>前文</p>{}<p>后文</p>"


def in_text(page):
    """The pictures that stand between the two paragraphs."""
    return page.all(
        "//*[@class='prose']/figure[preceding::p[.='前文'] and following::p[.='后文']]/img"
    )


def opens(client, page):
    found = [
        address
        for image in page.all("//*[@class='prose']//figure/img")
        for address in [image.get("src"), *re.findall(r"(\S+) \d+w", image.get("srcset"))]
    ]
    assert len(found) > 1
    return {client.get(one).status_code for one in found} == {200}


@pytest.fixture
def released(made):
    """A piece of two pictures, the first of which stands in its text; gives its public id."""

    def work():
        lead, other = kept.upload(size=(1300, 650)), kept.upload(size=(60, 40))
        return kept.released(lead, other, body=BODY.format(kept.figure(lead))).article

    return made(work, "public_id")


def test_the_article_shows_it_in_its_place_and_no_lead(client, released):
    page = open_page(client, f"/articles/{released}")
    (image,) = in_text(page)
    assert not page.all("//header//figure")
    assert len(page.all("//main//figure")) == 2
    assert image.get("loading") == "lazy"
    assert (image.get("width"), image.get("height")) == ("1200", "600")
    assert re.findall(r" (\d+)w", image.get("srcset")) == ["480", "960", "1300"]
    assert image.get("sizes")
    assert page.all("//figure[1]/figcaption/small/text()")[0] == kept.WORDS["credit"]
    assert opens(client, page)


def test_a_text_with_all_pictures_in_it_is_followed_by_none(client, made):
    def work():
        shown = kept.upload(size=(50, 40)), kept.upload(size=(40, 50))
        return kept.released(*shown, body=BODY.format("".join(map(kept.figure, shown)))).article

    page = open_page(client, f"/articles/{made(work, 'public_id')}")
    assert len(in_text(page)) == len(page.all("//main//figure")) == 2


def test_a_link_preview_says_nothing_of_a_picture_s_words(app, client, released):
    with app.app_context():
        db.session.execute(db.text("UPDATE revision SET dek = ''"))
        db.session.commit()
    page = open_page(client, f"/articles/{released}")
    (said,) = page.all("//meta[@property='og:description']/@content")
    assert kept.WORDS["caption"] not in said
    assert "前文" in said


def test_desk_owner_and_guest_see_it_at_addresses_of_their_own(client, browse, made):
    def work(by=None):
        one = kept.upload(by)
        return kept.sent(one, by=by, body=BODY.format(kept.figure(one)), token=by or TOKEN)

    mine, _guests = made(lambda: work("ann")), made(work)
    for visitor, path, guarded in (
        (browse("ed"), f"/desk/{mine}", f"/desk/media/{mine}/"),
        (browse("ann"), f"/my/{mine}", f"/my/media/{mine}/"),
        (browse("ann"), f"/my/{mine}/versions/1", f"/my/media/{mine}/"),
        (client, f"/s/{TOKEN}", f"/s/{TOKEN}/media/"),
        (client, f"/s/{TOKEN}/versions/1", f"/s/{TOKEN}/media/"),
    ):
        page = open_page(visitor, path)
        (image,) = in_text(page)
        assert guarded in image.get("src")
        assert len(page.all("//figure")) == 1
        assert opens(visitor, page)


def test_a_preview_shows_it_where_it_will_stand(app, client):
    page = upload(client, png())
    with app.app_context():
        one = db.session.scalars(db.select(Media)).one()
        body = BODY.format(kept.figure(one))
    page = page.form("/submit").send(action="preview", format="html", body=body, **WORDS)
    (image,) = in_text(page)
    assert "/uploads/" in image.get("src")
    assert image.get("alt") == WORDS["pictures-0-alt"]
    assert opens(client, page)
    with app.app_context():
        assert not db.session.scalar(db.select(Submission.id))


def test_words_of_a_placed_picture_are_only_words(app, client, released):
    hostile = '"><script>alert(1)</script>'
    with app.app_context():
        found = people.db.session.scalars(db.select(Submission)).one().current
        words = {"alt": hostile, "caption": hostile, "credit": hostile}
        found.images = [one | words for one in found.images]
        db.session.commit()
    answer = client.get(f"/articles/{released}", follow_redirects=True)
    assert "<script>alert" not in answer.text
    tree = lxml_html.fromstring(answer.text)
    assert tree.xpath("//main//figure[1]/img/@alt")[0] == hostile
    assert tree.xpath("//main//figure[1]//small/text()")[0] == hostile


def test_of_two_texts_the_one_that_stands_is_shown_with_its_picture(browse, made):
    def work():
        one = kept.upload()
        piece = kept.sent(one, body=BODY.format(kept.figure(one)))
        people.take(piece, "claim", "ed")
        return piece

    number = made(work)
    lin = browse("lin")
    second = open_page(lin, f"/desk/{number}/edit").form("/edit")
    open_page(browse("ed"), f"/desk/{number}/edit").form("/edit").send(title="新", action="save")
    clash = second.send(title="另", action="save")
    assert clash.status == 409
    (image,) = in_text(clash)
    assert "/uploads/" in image.get("src")
    assert opens(lin, clash)
