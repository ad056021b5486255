"""`cms demo`: fills an empty database with the demo newsroom."""

import click

from cms.app import create_app
from cms.demo.newsroom import PASSWORD, accounts, fill, is_empty
from cms.errors import ConfigError


@click.command()
@click.option("--if-empty", is_flag=True, help="Do nothing where there are pieces already.")
def demo(*, if_empty: bool) -> None:
    """Fill the database with a newsroom to try; its accounts exist on loopback only."""
    app = create_app()
    if not app.extensions["cms_config"].on_loopback:
        raise ConfigError("The demo's accounts have known passwords: it runs on localhost only.")
    with app.app_context():
        if is_empty():
            fill()
        elif not if_empty:
            raise ConfigError("There are pieces in the database; the demo wants an empty one.")
        click.echo(f"Demo accounts, all with the password {PASSWORD}:")
        for role, email in accounts():
            click.echo(f"  {role:12} {email}")
