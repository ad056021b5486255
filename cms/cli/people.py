"""`cms user`: accounts made by the operator."""

from datetime import UTC, datetime

import click
from email_validator import EmailNotValidError, validate_email
from sqlalchemy import select

from cms.actions import people
from cms.actions.people import NewPerson
from cms.app import create_app
from cms.cli.refusals import plainly
from cms.errors import CmsError
from cms.extensions import db
from cms.extensions.database import begin_write
from cms.models import Person, Role
from cms.queries.newsroom import person_by_email
from cms.web.accounts import hashed

PASSWORD = click.option("--password", prompt=True, hide_input=True, confirmation_prompt=True)
SHORTEST = 12


@click.group()
def user() -> None:
    """Make and change accounts."""


@user.command()
@click.argument("email")
@click.option("--name", required=True, help="As bylines and the desk show it.")
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
@click.option("--section", "sections", multiple=True, help="Slug of a section; repeatable.")
@PASSWORD
def add(email: str, name: str, role: str, sections: tuple[str, ...], password: str) -> None:
    """Make an account whose address counts as confirmed."""
    _check_email(email)
    _check_password(password)
    app = create_app()
    with app.app_context(), plainly():
        new = NewPerson(email, name, Role(role), hashed(password), sections)
        begin_write(db.session)
        people.add_person(new, now=datetime.now(UTC))
        db.session.commit()
    click.echo(f"{email} is {role} now.")


@user.command()
@click.argument("email")
@PASSWORD
def password(email: str, password: str) -> None:
    """Set a new password; every session of the person ends."""
    _check_password(password)
    app = create_app()
    with app.app_context():
        begin_write(db.session)
        people.set_password(_person(email), hashed(password))
        db.session.commit()
    click.echo(f"{email} has a new password.")


@user.command()
@click.argument("email")
@click.argument("role", type=click.Choice([role.value for role in Role]))
@click.option("--section", "sections", multiple=True, help="Slug of a section; repeatable.")
def role(email: str, role: str, sections: tuple[str, ...]) -> None:
    """Give a person a role and sections."""
    app = create_app()
    with app.app_context(), plainly():
        begin_write(db.session)
        people.set_role(_person(email), Role(role), sections)
        db.session.commit()
    click.echo(f"{email} is {role} now.")


@user.command()
@click.argument("email")
def disable(email: str) -> None:
    """Close an account; every session of the person ends, the pieces stay."""
    _set_active(email, active=False)


@user.command()
@click.argument("email")
def enable(email: str) -> None:
    """Open a closed account again."""
    _set_active(email, active=True)


def _set_active(email: str, *, active: bool) -> None:
    app = create_app()
    with app.app_context():
        begin_write(db.session)
        people.set_active(_person(email), active)
        db.session.commit()
    click.echo(f"{email} is {'open' if active else 'closed'} now.")


@user.command("list")
def show() -> None:
    """List every account."""
    app = create_app()
    with app.app_context():
        for person in db.session.scalars(select(Person).order_by(Person.email)):
            sections = ",".join(section.slug for section in person.sections)
            click.echo(f"{person.email}\t{person.role.value}\t{sections}\t{person.name}")


def _person(email: str) -> Person:
    found = person_by_email(email)
    if found is None:
        raise CmsError("There is no account %(email)s.", email=email)
    return found


def _check_email(email: str) -> None:
    try:
        validate_email(email, check_deliverability=False)
    except EmailNotValidError as error:
        raise CmsError("%(email)s is no e-mail address.", email=email) from error


def _check_password(password: str) -> None:
    if len(password) < SHORTEST:
        raise CmsError("A password has %(count)d characters at least.", count=SHORTEST)
