"""Stored files over HTTP: pictures to readers, everything of a piece to those who may see it."""

from urllib.parse import quote

from flask import Blueprint, Response, request

from cms.errors import NotFound
from cms.extensions import settings
from cms.queries.media import File, file_of_piece, file_of_upload, public_file
from cms.storage import open_storage
from cms.web.contribute.follow import by_account, by_link
from cms.web.desk.review import seen
from cms.web.guards import desk_only, signed_in_only
from cms.web.references import referred

media = Blueprint("media", __name__)

# The bytes at an address never change, but whether they may be shown does: a kill must reach
# readers' caches within the hour, so this is not `immutable`.
FRESH = "public, max-age=3600"
ALONE = "private, no-store"
SEALED = "default-src 'none'; sandbox"  # whatever a browser takes the bytes for, nothing runs


@media.get("/media/<file>")
def show_rendition(file: str) -> Response:
    """Give readers a picture of a live article, 410 once the article is taken back."""
    found = public_file(file)
    response = Response(status=304) if file in request.if_none_match else _answer(found)
    response.set_etag(file)
    response.headers["Cache-Control"] = FRESH
    return response


@media.get("/desk/media/<id:submission_id>/<file>")
@desk_only
def show_desk(submission_id: int, file: str) -> Response:
    """Give the desk a file of a piece that it may see."""
    found, _who = seen(submission_id)
    return _alone(file_of_piece(found.id, file))


@media.get("/my/media/<id:submission_id>/<file>")
@signed_in_only
def show_owner(submission_id: int, file: str) -> Response:
    """Give the owner a file of the piece."""
    return _alone(file_of_piece(by_account(submission_id).submission.id, file))


@media.get("/s/<token>/media/<file>")
def show_guest(token: str, file: str) -> Response:
    """Give the holder of a private link a file of its piece."""
    return _alone(file_of_piece(by_link(token).submission.id, file))


@media.get("/uploads/<reference>/<file>")
def show_upload(reference: str, file: str) -> Response:
    """Give a form's own browser what was uploaded into it."""
    media_id = referred(reference)
    if media_id is None:
        raise NotFound
    return _alone(file_of_upload(media_id, file))


def _alone(found: File) -> Response:
    response = _answer(found)
    response.headers["Cache-Control"] = ALONE
    return response


def _answer(found: File) -> Response:
    data = open_storage(settings().media_url).read(found.name)
    response = Response(data, mimetype=found.mime)
    response.headers["Content-Security-Policy"] = SEALED
    if found.private:
        # A stranger's document is saved, never shown as part of this site.
        title = quote(found.title, safe="")
        response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{title}"
    return response
