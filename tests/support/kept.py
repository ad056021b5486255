"""Uploads kept as the pages keep them, and pieces that show them."""

from io import BytesIO

from sqlalchemy import select
from support import drawn, people

from cms.actions import media
from cms.extensions import db
from cms.models import Media, Rendition, Submission
from cms.rules.actor import Actor, guest
from cms.rules.facts import Placed, Text
from cms.storage import attachments, pictures

WORDS = {"alt": "钻机立在井口", "caption": "第三口孔", "credit": "摄影：温叙白"}
NOTES = "回填记录，第三页。\n".encode()


def upload(by: str | None = "ann", size: tuple[int, int] = (60, 40), now=people.NOON) -> Media:
    made = pictures.encode(BytesIO(drawn.file("JPEG", size)))
    media.store(made)
    return media.keep(made, original_name="IMG_01.jpg", by=_by(by), now=now)


def document(by: str | None = "ann", name: str = "记录.txt", data: bytes = NOTES) -> Media:
    made = attachments.check(BytesIO(data), name)
    media.store(made)
    return media.keep(made, original_name=name, by=_by(by), now=people.NOON)


def name_of(one: Media | Rendition) -> str:
    return f"{one.sha256}.{one.extension}"


def files_of(piece: Submission) -> list[tuple[str, list[str]]]:
    """The name of each of its files, with the names of the sizes."""
    wanted = select(Media).where(Media.submission_id == piece.id).order_by(Media.id)
    found = db.session.scalars(wanted)
    return [(name_of(one), list(map(name_of, one.renditions))) for one in found]


def figure(one: Media) -> str:
    """The place of a picture in a text of format html."""
    return f'<figure><img src="/media/{name_of(one)}"></figure>'


def text(*shown: Media, body: str = "正文。") -> Text:
    placed = tuple(Placed(one.sha256, **WORDS) for one in shown)
    fmt = "html" if body.startswith("<") else "plain"
    return Text("三个细节", body, fmt, "导语", (("安念秋", ""),), placed)


def sent(
    *shown: Media, by: str | None = "ann", body: str = "正文。", **changes: object
) -> Submission:
    """A submitted piece that shows these pictures."""
    one = people.sent(by, text=text(*shown, body=body), **changes)
    media.attach(one, shown)
    return one


def released(*shown: Media, body: str = "正文。") -> Submission:
    one = sent(*shown, body=body)
    people.take(one, "claim", "ed")
    people.take(one, "approve", "lin")
    people.take(one, "release", "ed")
    return one


def _by(name: str | None) -> Actor:
    return people.actor(name) if name else guest()
