"""One picture brought while someone writes: kept like a form's own, told as JSON."""

from flask import Response, g, jsonify
from flask_babel import gettext as _

from cms.errors import TooMany
from cms.item import Size
from cms.models import Media
from cms.queries.uploads import by_ids
from cms.web.guarded import near, thumbnail
from cms.web.limits import takes_files
from cms.web.media import media
from cms.web.pictures import why
from cms.web.references import refer
from cms.web.transactions import begins_late, forged_comes_back
from cms.web.uploads import Upload, uploads

FORGED = 400
NOT_ONE = 422


@media.post("/uploads")
@takes_files
@forged_comes_back
@begins_late
def bring_picture() -> Response:
    """Take one picture into the browser's own form; guests too, with the form's limits."""
    if g.forged:
        said = _("The form was open too long. Look at the preview once, then add the picture.")
        return _refused(said, FORGED)
    brought = uploads("new_pictures")
    if len(brought) != 1:
        return _refused(_("Please choose one picture at a time."), NOT_ONE)
    return _told(brought[0])


def _told(upload: Upload) -> Response:
    if upload.refusal is not None or upload.media_id is None:
        return _turned_away(upload)
    return _alone(jsonify(_picture(by_ids({upload.media_id})[upload.media_id])))


def _turned_away(upload: Upload) -> Response:
    if upload.refusal is None:
        return _refused(_("Please choose this file again."), NOT_ONE)
    answer = _refused(why(upload.refusal), upload.refusal.status)
    if isinstance(upload.refusal, TooMany):
        answer.headers["Retry-After"] = str(upload.refusal.retry_after)
    return answer


def _picture(found: Media) -> dict[str, object]:
    """Return what a row of the form's pictures is made from; width and height in pixels."""
    return {
        "reference": refer(found.id),
        "sha256": found.sha256,
        "extension": found.extension,
        "name": found.original_name,
        "width": found.width,
        "height": found.height,
        "thumbnail": _size(thumbnail(found)),
        "near": _size(near(found)),
    }


def _size(size: Size | None) -> dict[str, object] | None:
    if size is None:
        return None
    return {"url": size.url, "width": size.width, "height": size.height}


def _refused(said: str, status: int) -> Response:
    answer = _alone(jsonify(error=str(said)))
    answer.status_code = status
    return answer


def _alone(answer: Response) -> Response:
    answer.headers["Cache-Control"] = "no-store"
    return answer
