"""`cms mail`: a letter to try, what waits or failed, and another try."""

from datetime import UTC, datetime

import click

from cms.actions import posting
from cms.actions.letters import Recipient, job_key, send
from cms.app import create_app
from cms.cli.refusals import check_email
from cms.cli.site import say_where_links_lead
from cms.errors import CmsError
from cms.extensions import db, settings
from cms.extensions.database import begin_write
from cms.jobs.outbox import send_now
from cms.models import MailMessage
from cms.queries import letters

OUTBOX = "into instance/outbox/, since CMS_MAIL_URL is not set"


@click.group()
def mail() -> None:
    """Try, list and send again the newsroom's letters."""


@mail.command()
@click.argument("address")
def test(address: str) -> None:
    """Send a letter to this address and say what the server answered."""
    check_email(address)
    with create_app().app_context():
        now = datetime.now(UTC)
        begin_write(db.session)
        number = send("test", Recipient(address), now=now).id
        db.session.commit()
        if not send_now(job_key(number), now):
            raise CmsError(
                "A worker has the letter in hand: `cms mail list` tells what came of it."
            )
        made = letters.letter(number)
        if made.state != "sent":
            raise CmsError("The letter did not go out: %(why)s", why=made.error)
        click.echo(f"The letter went {'to the server' if settings().mail_url else OUTBOX}.")
    say_where_links_lead()


@mail.command("list")
def show() -> None:
    """List the letters that wait or failed, the newest first."""
    with create_app().app_context():
        for one in letters.unsent():
            click.echo("\t".join(_line(one)))


@mail.command()
def retry() -> None:
    """Have every letter that failed or waits tried again at once."""
    with create_app().app_context():
        begin_write(db.session)
        now = datetime.now(UTC)
        count = sum(posting.retry(one, now=now) for one in letters.unsent())
        db.session.commit()
    click.echo(f"{count} letters are tried again; `cms serve` or `cms worker` sends them.")


def _line(one: MailMessage) -> tuple[str, ...]:
    at = one.created_at.astimezone(settings().zone)
    written = f"{at:%Y-%m-%d %H:%M} {settings().timezone}"
    return (written, one.state, one.address, one.subject, one.error)
