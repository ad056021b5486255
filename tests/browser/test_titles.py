"""Every page has a title of its own, in either language."""

import re
from collections import defaultdict

import pytest
from lxml import html
from support.gallery import GALLERY, LANGUAGES

pytestmark = pytest.mark.long

# One address each, and no refusal: states of one page, and refusals, may share a title.
SHOWN = [one for one in GALLERY if not (one.steps or one.letter or one.empty or one.status >= 400)]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_two_pages_share_a_title(house, lang):
    titles = defaultdict(set)
    for entry in SHOWN:
        titles[title_of(house, entry, lang)].add(page_of(house.place(entry.address, lang)))
    shared = [f"{title}: {sorted(found)}" for title, found in titles.items() if len(found) > 1]
    assert not shared, "\n".join(shared)


def page_of(address):
    """The address without its query and without whose it is."""
    path = re.sub(r"/(\d+|[0-9a-f]{64})(?=/|$)", "/…", address.split("?")[0])
    return path.replace("/my/…/", "/s/…/")  # the same pages, by account and by link


def title_of(house, entry, lang):
    client = house.app.test_client()
    client.set_cookie("language", LANGUAGES[lang])
    for one in house.cookies(entry.who):
        client.set_cookie(one["name"], one["value"])
    answer = client.get(house.place(entry.address, lang), base_url=house.url, follow_redirects=True)
    return html.fromstring(answer.get_data(as_text=True)).findtext(".//title")
