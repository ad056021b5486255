"""The class that every table inherits."""

from typing import TYPE_CHECKING

from cms.extensions import db
from cms.extensions.database import Base

if TYPE_CHECKING:
    Model = Base
else:
    Model = db.Model
