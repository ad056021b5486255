"""The database of a folder in which commands are run."""

from support.engines import dispose

from cms.app import create_app
from cms.extensions import db
from cms.extensions.database import begin_write


def look(work):
    """Run `work()` on the folder's own database and commit."""
    app = create_app()
    with app.app_context():
        begin_write(db.session)
        value = work()
        db.session.commit()
    dispose(app)
    return value
