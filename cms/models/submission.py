"""The work: what someone sent, who sent it, and where it stands."""

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, ForeignKey, Index, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cms.extensions.database import named
from cms.models.base import Model
from cms.models.person import Person
from cms.models.taxonomy import Call, Section, Tag

if TYPE_CHECKING:
    from cms.models.article import Article
    from cms.models.event import Event
    from cms.models.revision import Revision


class State(StrEnum):
    """Where a submission stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    IN_REVIEW = "in_review"
    CHANGES_REQUESTED = "changes_requested"
    APPROVED = "approved"
    SCHEDULED = "scheduled"
    RELEASED = "released"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    SPAM = "spam"


class Kind(StrEnum):
    """What sort of piece it is."""

    NEWS = "news"
    FEATURE = "feature"
    CASE_STUDY = "case_study"
    PAPER = "paper"
    NOTICE = "notice"
    OPINION = "opinion"


class Language(StrEnum):
    """What language a piece is written in."""

    ZH_HANS = "zh-Hans"
    ZH_HANT = "zh-Hant"
    EN = "en"


class Source(StrEnum):
    """By which door it came."""

    FORM = "form"
    MAIL = "mail"
    DESK = "desk"


submission_tag = Table(
    "submission_tag",
    Model.metadata,
    Column("submission_id", ForeignKey("submission.id", ondelete="CASCADE"), primary_key=True),
    Column("tag_id", ForeignKey("tag.id", ondelete="CASCADE"), primary_key=True),
)


class Submission(Model):
    """One piece of work on its way to readers; `version` refuses stale saves.

    `revision_number` is the current revision, `pinned_number` the one that a schedule holds;
    `declarations` is a list of {"id", "text", "answer"}, answer being yes, no or not_asked.
    `link_number` counts the private links given so far; only the last one opens.
    `quarantined_for` says why the spam checks set a new piece aside, empty for the others.
    """

    __tablename__ = "submission"
    __table_args__ = (
        Index("ix_submission_queue", "state", "state_since", "id"),
        Index("ix_submission_due", "state", "release_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    receipt: Mapped[str | None] = mapped_column(unique=True)
    form_key: Mapped[str] = mapped_column(unique=True)
    source: Mapped[Source] = mapped_column(named(Source), default=Source.FORM)
    state: Mapped[State] = mapped_column(named(State), default=State.DRAFT)
    state_since: Mapped[datetime]
    version: Mapped[int] = mapped_column()
    section_id: Mapped[int] = mapped_column(ForeignKey("section.id"), index=True)
    call_id: Mapped[int | None] = mapped_column(ForeignKey("call.id"))
    kind: Mapped[Kind] = mapped_column(named(Kind))
    language: Mapped[Language] = mapped_column(named(Language))
    revision_number: Mapped[int] = mapped_column(default=0)
    pinned_number: Mapped[int | None]
    submitter_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    assignee_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    vouched_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    due_at: Mapped[datetime | None]
    planned_for: Mapped[datetime | None]
    release_at: Mapped[datetime | None]
    declarations: Mapped[list[Any]] = mapped_column(default=list)
    token_hash: Mapped[str | None] = mapped_column(unique=True)
    token_expires_at: Mapped[datetime | None]
    link_number: Mapped[int] = mapped_column(default=0)
    quarantined_for: Mapped[str] = mapped_column(default="")
    copy_of_id: Mapped[int | None] = mapped_column(ForeignKey("submission.id"))
    article_id: Mapped[int | None] = mapped_column(
        ForeignKey("article.id", use_alter=True, name="fk_submission_article_id_article")
    )
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  SQLAlchemy's own attribute

    section: Mapped[Section] = relationship()
    call: Mapped[Call | None] = relationship()
    tags: Mapped[list[Tag]] = relationship(secondary=submission_tag, order_by=Tag.id)
    submitter: Mapped[Person | None] = relationship(foreign_keys=submitter_id)
    assignee: Mapped[Person | None] = relationship(foreign_keys=assignee_id)
    sender: Mapped["Sender | None"] = relationship(back_populates="submission")
    article: Mapped["Article | None"] = relationship(foreign_keys=article_id)
    revisions: Mapped[list["Revision"]] = relationship(
        back_populates="submission", order_by="Revision.number"
    )
    current: Mapped["Revision"] = relationship(
        primaryjoin="and_(Revision.submission_id == Submission.id,"
        " Revision.number == Submission.revision_number)",
        foreign_keys="[Revision.submission_id, Revision.number]",
        viewonly=True,
        uselist=False,
    )
    events: Mapped[list["Event"]] = relationship(
        back_populates="submission", order_by="Event.number"
    )


class Sender(Model):
    """A guest's name and address, apart so that they can be erased while the trace stays."""

    __tablename__ = "sender"

    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), primary_key=True)
    name: Mapped[str]
    email: Mapped[str]
    locale: Mapped[str] = mapped_column(default="")
    confirmed_at: Mapped[datetime | None]

    submission: Mapped[Submission] = relationship(back_populates="sender")
