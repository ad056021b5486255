"""How often something was tried, and what may be used only once."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from cms.models.base import Model


class Counter(Model):
    """Tries within one window; `key` is a hash, so that no address or network stands here."""

    __tablename__ = "counter"

    key: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int]
    until: Mapped[datetime] = mapped_column(index=True)
