"""`cms serve` and `cms worker`."""

import sys

import click
from flask import Flask

from cms.actions.newsroom import found
from cms.app import create_app
from cms.cli.database import migrate_database, migration_lock
from cms.cli.processes import refuse_taken_port, run_all
from cms.cli.site import be_at
from cms.extensions import db
from cms.extensions.database import begin_write
from cms.jobs.worker import work
from cms.queries import newsroom
from cms.urls import Urls
from cms.web.accounts.first_admin import first_admin_token

DEFAULT_PORT = 8000


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=DEFAULT_PORT, show_default=True, help="Port to listen on.")
@click.option("--workers", default=1, show_default=True, help="Web processes.")
def serve(host: str, port: int, workers: int) -> None:
    """Serve the site and run one worker beside it; migrates first."""
    be_at(port)
    refuse_taken_port(host, port)
    app = create_app()
    migrate_database(app)
    open_newsroom(app)
    greet(app)
    sys.exit(run_all(host, port, workers))


def open_newsroom(app: Flask) -> None:
    """Give an empty newsroom its first section."""
    with app.app_context(), migration_lock(app):
        begin_write(db.session)
        found()
        db.session.commit()


@click.command()
def worker() -> None:
    """Release what is scheduled, and do the newsroom's other duties, until TERM."""
    work(create_app())


def greet(app: Flask) -> None:
    """Say where the site is, and how the first admin comes in while there is none."""
    config = app.extensions["cms_config"]
    click.echo(f"{config.site_name}: {config.site_url}")
    with app.app_context():
        alone = not newsroom.has_admin()
    if alone:
        link = Urls(config.site_url).first_admin(first_admin_token(config))
        click.echo(f"Make the first admin (one day, once): {link}")
