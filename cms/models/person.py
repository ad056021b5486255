"""People with an account, what they may do, and for which sections."""

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import Column, ForeignKey, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cms.extensions import RoleMixin, UserMixin
from cms.extensions.database import named
from cms.models.base import Model

if TYPE_CHECKING:
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
    """One account; `fs_uniquifier` is what a session refers to, so changing it ends them all."""

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
    created_at: Mapped[datetime]

    sections: Mapped[list["Section"]] = relationship(secondary=person_section)


class SecurityRole(RoleMixin):
    """What Flask-Security wants to know of roles: nothing; ours are in `rules`."""
