"""The Flask extensions, made once and bound to the app in `cms.app`."""

from typing import cast

from flask import current_app
from flask_babel import Babel
from flask_mailman import Mail
from flask_migrate import Migrate
from flask_security import RoleMixin, Security, UserMixin, WebAuthnMixin, current_user
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect

from cms.config import Config
from cms.extensions.database import Base

__all__ = [
    "Base",
    "RoleMixin",
    "UserMixin",
    "WebAuthnMixin",
    "babel",
    "csrf",
    "current_user",
    "db",
    "mail",
    "migrate",
    "security",
    "settings",
]

db = SQLAlchemy(model_class=Base, disable_autonaming=True)
migrate = Migrate()
csrf = CSRFProtect()
babel = Babel()
security = Security()
mail = Mail()


def settings() -> Config:
    """Return the running newsroom's settings."""
    return cast("Config", current_app.extensions["cms_config"])
