"""People with an account, what they may do, and for which sections."""

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import JSON, Column, ForeignKey, Table
from sqlalchemy.ext.mutable import MutableList
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cms.extensions import RoleMixin, UserMixin
from cms.extensions.database import named
from cms.models.base import Model

if TYPE_CHECKING:
    from cms.models.account import Passkey
    from cms.models.taxonomy import Section


class Role(StrEnum):
    """What a person may do at most; sections narrow it for reviewers and editors."""

    CONTRIBUTOR = "contributor"
    REVIEWER = "reviewer"
    EDITOR = "editor"
    CHIEF = "chief"
    ADMIN = "admin"


person_section = Table(
    "person_section",
    Model.metadata,
    Column("person_id", ForeignKey("person.id", ondelete="CASCADE"), primary_key=True),
    Column("section_id", ForeignKey("section.id", ondelete="CASCADE"), primary_key=True),
)


class Person(UserMixin, Model):
    """One account; `fs_uniquifier` is what a session refers to, so changing it ends them all.

    `byline` and `affiliation` are what a piece's form starts with; an empty byline means the name.
    `demo` marks the demo newsroom's accounts, whose password everyone knows. The names beginning
    with `tf_`, `mf_` and `fs_` are Flask-Security's: the second factor, recovery codes, sessions.
    """

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    role: Mapped[Role] = mapped_column(named(Role), default=Role.CONTRIBUTOR)
    password: Mapped[str | None]
    active: Mapped[bool] = mapped_column(default=True)
    fs_uniquifier: Mapped[str] = mapped_column(unique=True)
    confirmed_at: Mapped[datetime | None]
    locale: Mapped[str | None]
    bio: Mapped[str] = mapped_column(default="")
    byline: Mapped[str] = mapped_column(default="")
    affiliation: Mapped[str] = mapped_column(default="")
    demo: Mapped[bool] = mapped_column(default=False)
    invited_at: Mapped[datetime | None]
    invited_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    tf_primary_method: Mapped[str | None]
    tf_totp_secret: Mapped[str | None]
    tf_last_counter: Mapped[int | None]
    mf_recovery_codes: Mapped[list[str] | None] = mapped_column(MutableList.as_mutable(JSON()))
    fs_webauthn_user_handle: Mapped[str | None] = mapped_column(unique=True)  # type: ignore[assignment]
    created_at: Mapped[datetime]

    webauthn: Mapped[list["Passkey"]] = relationship(  # type: ignore[assignment]
        back_populates="person", cascade="all, delete-orphan", passive_deletes=True
    )
    sections: Mapped[list["Section"]] = relationship(secondary=person_section)


class SecurityRole(RoleMixin):
    """What Flask-Security wants to know of roles: nothing; ours are in `rules`."""
