"""How a form remembers an uploaded file: by a reference that only this browser can show."""

from flask import request, session
from itsdangerous import BadSignature, URLSafeTimedSerializer

from cms.web.context import config, me
from cms.web.contribute.keys import LIFETIME, browser_key, read_key


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(config().secret_key, salt="uploaded-file")


def refer(media_id: int) -> str:
    """Return the signed reference to an upload, for this browser and whoever is signed in."""
    person = me()
    return str(_signer().dumps([media_id, browser_key(), person.id if person else None]))


def referred(reference: str) -> int | None:
    """Return the upload's id, None when the reference is another's, too old or nobody's."""
    try:
        media_id, key, person_id = _signer().loads(reference, max_age=LIFETIME)
    except (BadSignature, ValueError, TypeError):
        return None
    person = me()
    ours = person is not None and person_id == person.id
    # The form brings its own key, so that it outlives a session that ended while someone wrote.
    keys = {session.get("form_key"), read_key(request.form.get("form_key", ""))} - {None}
    return int(media_id) if ours or key in keys else None
