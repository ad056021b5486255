"""The Flask extensions, made once and bound to the app in `cms.app`."""

from flask_babel import Babel
from flask_migrate import Migrate
from flask_security import RoleMixin, Security, UserMixin
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect

from cms.extensions.database import Base

__all__ = ["Base", "RoleMixin", "UserMixin", "babel", "csrf", "db", "migrate", "security"]

db = SQLAlchemy(model_class=Base, disable_autonaming=True)
migrate = Migrate()
csrf = CSRFProtect()
babel = Babel()
security = Security()
