"""The gallery shows every page that there is."""

import pytest
from support.gallery import GALLERY
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

pytestmark = pytest.mark.long

# What shows no page of its own: files, formats for machines, and what leads elsewhere.
NO_PAGE = {
    "accounts.home",
    "accounts.oidc_back",
    "accounts.passkey_sign_in",
    "accounts.second_step",
    "accounts.verify_by_passkey",
    "admin.home",
    "autosave.tell_sent",
    "contribute.challenge",
    "desk.wechat_package",
    "security.verify",  # stands between, on the way to others: the entries `verify`
    "site.language",
    "static",
}
NO_PAGES_OF = ("feeds.", "machines.", "media.")


def test_every_page_stands_in_the_gallery(house):
    rules = house.app.url_map.iter_rules()
    wanted = {one.endpoint for one in rules if "GET" in one.methods} - NO_PAGE
    wanted = {one for one in wanted if not one.startswith(NO_PAGES_OF)} | {"feeds.index"}
    missing = wanted - {endpoint_of(house, entry) for entry in GALLERY}
    assert not missing, f"add them to tests/support/gallery_*.py: {sorted(missing)}"


def endpoint_of(house, entry):
    path = house.place(entry.address, "en").split("?")[0]
    with house.app.test_request_context(path, base_url=house.url) as context:
        try:
            return context.url_adapter.match(method="GET")[0]
        except (HTTPException, RequestRedirect):
            return None
