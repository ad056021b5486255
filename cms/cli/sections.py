"""`cms section`: the newsroom's sections."""

import click

from cms.actions.newsroom import add_section
from cms.app import create_app
from cms.cli.refusals import plainly
from cms.extensions import db
from cms.extensions.database import begin_write
from cms.queries import newsroom


@click.group()
def section() -> None:
    """Make and list sections."""


@section.command()
@click.argument("slug")
@click.option("--zh", "name_zh", required=True, help="Its Chinese name.")
@click.option("--en", "name_en", required=True, help="Its English name.")
@click.option("--approvals", default=1, show_default=True, help="How many editors must approve.")
def add(slug: str, name_zh: str, name_en: str, approvals: int) -> None:
    """Append a section to the newsroom's order."""
    app = create_app()
    with app.app_context(), plainly():
        begin_write(db.session)
        add_section(slug, name_zh, name_en, approvals_required=approvals)
        db.session.commit()
    click.echo(f"Section {slug} is there.")


@section.command("list")
def show() -> None:
    """List the sections in the newsroom's order."""
    app = create_app()
    with app.app_context():
        for one in newsroom.sections():
            click.echo(f"{one.slug}\t{one.name_zh}\t{one.name_en}\t{one.approvals_required}")
