"""The texts of a demo piece: as it was sent, as its author changed it, as the editor left it."""

import re
from collections.abc import Iterable, Mapping

from cms.demo.content import Change, Piece
from cms.rules.facts import Placed, Text
from cms.storage.pictures import Encoded, Picture

_PLACE = re.compile(r"^\{\{picture (\d+)\}\}$", re.MULTILINE)


def as_sent(piece: Piece, drawn: Mapping[str, Picture]) -> Text:
    """Return the first version, before the author's changes and the editor's."""
    return _text(piece, before(before(piece.body, piece.edited), piece.drafted), drawn)


def as_sent_again(piece: Piece, drawn: Mapping[str, Picture]) -> Text:
    """Return the version with which the author answered."""
    return _text(piece, before(piece.body, piece.edited), drawn)


def as_edited(piece: Piece, drawn: Mapping[str, Picture]) -> Text:
    """Return the last version."""
    return _text(piece, piece.body, drawn)


def before(body: str, changes: Iterable[Change]) -> str:
    """Put back the words that stood in the body before the changes."""
    for now, then in changes:
        body = body.replace(now, then)
    return body


def _text(piece: Piece, body: str, drawn: Mapping[str, Picture]) -> Text:
    pictures = [drawn[one.drawing].original for one in piece.images]
    return Text(
        title=piece.title,
        body=_PLACE.sub(lambda found: _figure(pictures[int(found[1]) - 1]), body),
        format="markdown",
        dek=piece.dek,
        bylines=piece.bylines,
        images=tuple(
            Placed(file.sha256, one.alt, one.caption, one.credit)
            for file, one in zip(pictures, piece.images, strict=True)
        ),
    )


def _figure(picture: Encoded) -> str:
    return f'<figure><img src="/media/{picture.sha256}.{picture.extension}"></figure>'
