"""`cms check`: a doctor that names what is wrong and what helps."""

import click
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from cms.app import create_app
from cms.cli.database import newest
from cms.extensions import db
from cms.queries.chains import broken_chains


@click.command()
def check() -> None:
    """Look at settings, database and the record's seals; exit 1 when something is wrong."""
    app = create_app()
    config = app.extensions["cms_config"]
    click.echo(f"settings  ok   {config.site_name}, {config.site_url}, {config.timezone}")
    with app.app_context():
        try:
            head = db.session.scalar(text("SELECT version_num FROM alembic_version"))
        except SQLAlchemyError as error:
            click.echo("database  bad  not there or not migrated: run `cms db upgrade`")
            raise SystemExit(1) from error
        if head != newest(app):
            click.echo(f"database  bad  at {head}, not {newest(app)}: run `cms db upgrade`")
            raise SystemExit(1)
        click.echo(f"database  ok   {db.engine.dialect.name}, at {head}")
        broken = list(broken_chains())
    for receipt, number in broken:
        click.echo(f"record    bad  {receipt}: event {number} does not fit the one before it")
    if broken:
        raise SystemExit(1)
    click.echo("record    ok   every event fits the one before it")
