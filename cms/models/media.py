"""Pictures and attachments, named by what they contain."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cms.models.base import Model


class Media(Model):
    """One upload; its bytes are stored once as `<sha256>.<extension>`, whoever sent them too.

    A picture's bytes are the re-encoded ones, never those that came. `private` keeps an attachment
    from `/media/` for good. An upload without a submission waits in a form and is swept later.
    """

    __tablename__ = "media"

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(index=True)
    extension: Mapped[str]
    mime: Mapped[str]
    size: Mapped[int]
    width: Mapped[int | None]
    height: Mapped[int | None]
    private: Mapped[bool] = mapped_column(default=False)
    original_name: Mapped[str] = mapped_column(default="")
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    submission_id: Mapped[int | None] = mapped_column(ForeignKey("submission.id"), index=True)
    created_at: Mapped[datetime]

    renditions: Mapped[list["Rendition"]] = relationship(
        back_populates="media", order_by="Rendition.width", cascade="all, delete-orphan"
    )


class Rendition(Model):
    """One size of a picture as readers get it; width and height in pixels, size in bytes."""

    __tablename__ = "rendition"

    id: Mapped[int] = mapped_column(primary_key=True)
    media_id: Mapped[int] = mapped_column(ForeignKey("media.id", ondelete="CASCADE"), index=True)
    sha256: Mapped[str] = mapped_column(index=True)
    extension: Mapped[str]
    mime: Mapped[str]
    size: Mapped[int]
    width: Mapped[int]
    height: Mapped[int]

    media: Mapped[Media] = relationship(back_populates="renditions")
