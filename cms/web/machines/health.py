"""Whether this process lives, and whether it can work."""

from flask import Response
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from cms.extensions import db
from cms.web.machines import machines

PLAIN = "text/plain; charset=utf-8"


@machines.get("/healthz")
def healthz() -> Response:
    """Answer as long as the process can answer at all."""
    return Response("ok\n", content_type=PLAIN)


@machines.get("/readyz")
def readyz() -> Response:
    """Answer 200 when the database is there and migrated, else 503."""
    try:
        db.session.execute(text("SELECT version_num FROM alembic_version")).one()
    except SQLAlchemyError:
        return Response("the database is not ready\n", status=503, content_type=PLAIN)
    return Response("ok\n", content_type=PLAIN)
