"""One saved state of a piece's text; never changed after it was written."""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cms.models.base import Model
from cms.models.person import Person
from cms.models.submission import Submission
from cms.text.clean import POLICY_VERSION
from cms.text.rendering import render


class Revision(Model):
    """The source as typed and the HTML as cleaned; nothing can store one without the other.

    `bylines` is a list of {"name", "affiliation"}, `images` one of {"sha256", "alt", "caption",
    "credit"}; `source_hash` is SHA-256 over title, dek, body, format, bylines and images, and is
    what an approval is bound to. `by_editor` tells a desk edit.
    """

    __tablename__ = "revision"
    __table_args__ = (UniqueConstraint("submission_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"))
    number: Mapped[int]
    title: Mapped[str] = mapped_column(Text)
    dek: Mapped[str] = mapped_column(Text, default="")
    body: Mapped[str] = mapped_column(Text)
    format: Mapped[str]
    bylines: Mapped[list[Any]]
    images: Mapped[list[Any]] = mapped_column(default=list)
    html: Mapped[str] = mapped_column(Text)
    policy: Mapped[int]
    removed: Mapped[list[Any]]
    source_hash: Mapped[str]
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    by_editor: Mapped[bool] = mapped_column(default=False)
    answers: Mapped[list[Any]] = mapped_column(default=list)
    created_at: Mapped[datetime]

    submission: Mapped[Submission] = relationship(back_populates="revisions")
    author: Mapped[Person | None] = relationship()

    def __init__(
        self,
        *,
        title: str,
        dek: str,
        body: str,
        format: str,  # noqa: A002  the column's name
        bylines: Sequence[dict[str, str]],
        images: Sequence[dict[str, str]] = (),
        **rest: Any,  # noqa: ANN401  the remaining columns
    ) -> None:
        """Clean the body and seal the source.

        Raises:
            BadText: the body is too big, too deep or can't be cleaned to a stable form.
        """
        source = {"title": title, "dek": dek, "body": body, "format": format}
        lists = {"bylines": list(bylines), "images": list(images)}
        sealed = seal(title, dek, body, format, bylines, images)
        super().__init__(**source, **lists, **_cleaned(body, format), source_hash=sealed, **rest)


def _cleaned(body: str, fmt: str) -> dict[str, Any]:
    found = render(body, fmt)
    removed = [[one.kind, one.what, one.count] for one in found.removed]
    return {"html": found.html, "policy": POLICY_VERSION, "removed": removed}


def seal(*source: object) -> str:
    """Return the SHA-256, in hex, of a revision's source parts in a canonical form."""
    text = json.dumps(source, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
