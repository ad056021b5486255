"""`cms check`: a doctor that names what is wrong and what helps."""

from collections.abc import Iterator
from smtplib import SMTPException
from urllib.parse import urlsplit

import click
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from cms.app import create_app
from cms.cli.database import newest
from cms.cli.site import say_where_links_lead
from cms.cli.storage import storage_findings
from cms.config import Config
from cms.extensions import db
from cms.jobs.post import greet, sender, words
from cms.queries.chains import broken_chains
from cms.queries.seals import altered_texts, strayed_articles


@click.command()
def check() -> None:
    """Look at settings, database, and the seals of record and texts; exit 1 when one is wrong."""
    app = create_app()
    config = app.extensions["cms_config"]
    click.echo(f"settings  ok   {config.site_name}, {config.site_url}, {config.timezone}")
    say_where_links_lead("address   ok   ")
    with app.app_context():
        check_database(app)
        wrong = [*mail_findings(config), *storage_findings(config), *findings()]
    for line in wrong:
        click.echo(line)
    if wrong:
        raise SystemExit(1)
    click.echo("record    ok   every event fits the one before it")
    click.echo("texts     ok   every text is what was saved, every article what was released")


def check_database(app: Flask) -> None:
    """Say whether the database is there and of this version; exit 1 when it is not."""
    try:
        head = db.session.scalar(text("SELECT version_num FROM alembic_version"))
    except SQLAlchemyError as error:
        click.echo("database  bad  not there or not migrated: run `cms db upgrade`")
        raise SystemExit(1) from error
    if head != newest(app):
        click.echo(f"database  bad  at {head}, not {newest(app)}: run `cms db upgrade`")
        raise SystemExit(1)
    click.echo(f"database  ok   {db.engine.dialect.name}, at {head}")


def mail_findings(config: Config) -> Iterator[str]:
    """Say how letters leave; yield a line when the server does not take us in."""
    if not config.mail_url:
        click.echo("mail      ok   letters stay in instance/outbox/: CMS_MAIL_URL is not set")
        return
    where = urlsplit(config.mail_url).hostname
    try:
        greet(config)
    except (OSError, SMTPException) as error:
        yield f"mail      bad  {where}: {words(error)}; check CMS_MAIL_URL, then `cms mail test`"
    else:
        click.echo(f"mail      ok   {where} takes letters from {sender(config)}")


def findings() -> Iterator[str]:
    """Yield one line for each broken seal, with where it is."""
    for receipt, number in broken_chains():
        yield f"record    bad  {receipt}: event {number} does not fit the one before it"
    for receipt, number in altered_texts():
        yield f"texts     bad  {receipt}: version {number} is not what was saved"
    for public_id in strayed_articles():
        yield f"texts     bad  article {public_id} shows a text that no recorded release put there"
