"""The site's address on the command line, where neither environment nor file names one."""

import os
from pathlib import Path

import click

from cms.config import names_site
from cms.config.settings import BY_NAME


def be_at(port: int) -> None:
    """Let the address be this machine's at `port`, in every child too, unless one is named."""
    if not _is_named():
        os.environ["CMS_SITE_URL"] = f"http://localhost:{port}"


def say_where_links_lead(before: str = "") -> None:
    """Say in one line that links lead to this machine, unless an address is named."""
    if not _is_named():
        click.echo(
            f"{before}Links lead to {BY_NAME['SITE_URL'].default}, since no address is named:"
            ' write site_url = "https://news.example" into instance/config.toml.'
        )


def _is_named() -> bool:
    return names_site(os.environ, Path.cwd() / "instance")
