"""The command line: `cms`."""

import os

import click
from sqlalchemy.exc import OperationalError, ProgrammingError

from cms.cli.database import db_group
from cms.cli.demo import demo
from cms.cli.doctor import check
from cms.cli.mail import mail
from cms.cli.people import user
from cms.cli.sections import section
from cms.cli.server import serve, worker
from cms.errors import CmsError

NOT_THERE = "The database is not there or not of this version: run `cms db upgrade`."


class PlainErrors(click.Group):
    """A group that answers a refusal with its words and exit code 1, never with a trace."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except CmsError as error:
            raise click.ClickException(str(error)) from error
        except (OperationalError, ProgrammingError) as error:
            raise click.ClickException(f"{NOT_THERE} ({error.orig})") from error


@click.group(cls=PlainErrors, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="copydesk")
def main() -> None:
    """Copydesk: one desk from the contributor's draft to every place where readers meet it."""
    # The database holds addresses and password hashes: what is made here is its owner's alone.
    os.umask(0o077)


for command in (serve, worker, db_group, demo, user, section, mail, check):
    main.add_command(command)
