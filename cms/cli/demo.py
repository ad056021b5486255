"""`cms demo`: fills an empty database with the demo newsroom."""

import os
from pathlib import Path

import click

from cms.app import create_app
from cms.cli.site import be_at
from cms.config import load_config
from cms.demo.content import cast
from cms.demo.newsroom import PASSWORD, accounts, fill, is_empty
from cms.errors import ConfigError
from cms.queries.newsroom import person_by_email


@click.command()
@click.option("--if-empty", is_flag=True, help="Do nothing where there are pieces already.")
@click.option("--port", type=int, help="The port it will be served on, for links in letters.")
def demo(*, if_empty: bool, port: int | None) -> None:
    """Fill the database with a newsroom to try; its accounts exist on loopback only."""
    if port is not None:
        be_at(port)
    app = create_app()
    config = app.extensions["cms_config"]
    if not config.on_loopback:
        raise ConfigError("The demo's accounts have known passwords: it runs on localhost only.")
    with app.app_context():
        if is_empty():
            name_site(config.instance / "config.toml")
            # Letters to the demo's people bear the newsroom's name from the first one on.
            app.extensions["cms_config"] = load_config(os.environ, config.instance)
            fill()
        elif not if_empty:
            raise ConfigError("There are pieces in the database; the demo wants an empty one.")
        if not _is_demo():
            return
        click.echo(f"Demo accounts, all with the password {PASSWORD}:")
        for role, email in accounts():
            click.echo(f"  {role:12} {email}")


def _is_demo() -> bool:
    # A newsroom of one's own has no such accounts, and must not be told that it has.
    return all(person_by_email(email) for _role, email in accounts())


def name_site(path: Path) -> None:
    """Write the demo newsroom's name into the settings' file, where there is none yet."""
    if not path.exists():
        found = cast()
        lines = (f'site_name = "{found.name_zh}"', f'site_tagline = "{found.tagline_zh}"')
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
