"""`cms user`: accounts made and changed by the operator."""

from collections.abc import Callable
from datetime import UTC, datetime

import click
from sqlalchemy import select

from cms.actions import administration, invitations, people
from cms.actions.people import NewPerson
from cms.app import create_app
from cms.cli.refusals import check_email, plainly
from cms.cli.site import say_where_links_lead
from cms.config import LOCALES
from cms.errors import CmsError
from cms.extensions import db
from cms.extensions.database import begin_write
from cms.models import Person, Role
from cms.queries.newsroom import person_by_email
from cms.rules.actor import OPERATOR
from cms.rules.people import standing
from cms.web.accounts.passwords import hashed, weakness

ROLES = click.Choice([role.value for role in Role])
PASSWORD = click.option("--password", prompt=True, hide_input=True, confirmation_prompt=True)
SECTIONS = click.option("--section", "sections", multiple=True, help="Its slug; repeatable.")
NAME = click.option("--name", required=True, help="As bylines and the desk show it.")
ROLE = click.option("--role", type=ROLES, required=True)
LOCALE = click.option(
    "--locale",
    type=click.Choice(LOCALES),
    help="The language of pages and letters; CMS_LOCALE unless given.",
)


@click.group()
def user() -> None:
    """Make, invite and change accounts."""


@user.command()
@click.argument("email")
@NAME
@ROLE
@SECTIONS
@LOCALE
@PASSWORD
def add(
    email: str,
    name: str,
    role: str,
    sections: tuple[str, ...],
    locale: str | None,
    password: str,
) -> None:
    """Make an account whose address counts as confirmed."""
    check_email(email)
    with create_app().app_context(), plainly():
        _refuse_weak(password, email, name)
        new = NewPerson(email, name, Role(role), hashed(password), sections, locale)
        begin_write(db.session)
        people.add_person(new, now=datetime.now(UTC))
        db.session.commit()
    click.echo(f"{email} is {role} now.")


@user.command()
@click.argument("email")
@NAME
@ROLE
@SECTIONS
@LOCALE
def invite(email: str, name: str, role: str, sections: tuple[str, ...], locale: str | None) -> None:
    """Send somebody the link by which they make their account."""
    check_email(email)
    with create_app().app_context(), plainly():
        new = NewPerson(email, name, Role(role), sections=sections, locale=locale)
        begin_write(db.session)
        invitations.invite(new, by=OPERATOR, now=datetime.now(UTC))
        db.session.commit()
    click.echo(f"{email} is invited as {role}; the link is in the letter.")
    say_where_links_lead()


@user.command()
@click.argument("email")
@PASSWORD
def password(email: str, password: str) -> None:
    """Set a new password; every session of the person ends."""
    with create_app().app_context():
        _refuse_weak(password, email)
        new = hashed(password)
        begin_write(db.session)
        people.set_password(_person(email), new)
        db.session.commit()
    click.echo(f"{email} has a new password.")


@user.command()
@click.argument("email")
@click.argument("role", type=ROLES)
@SECTIONS
def role(email: str, role: str, sections: tuple[str, ...]) -> None:
    """Give a person a role and sections; every session of the person ends."""
    _change(
        email,
        lambda one: administration.change_role(one.id, Role(role), sections, by=OPERATOR),
    )
    click.echo(f"{email} is {role} now.")


@user.command()
@click.argument("email")
def disable(email: str) -> None:
    """Close an account; every session of the person ends, the pieces stay."""
    _change(email, lambda one: administration.disable(one.id, by=OPERATOR))
    click.echo(f"{email} is closed now.")


@user.command()
@click.argument("email")
def enable(email: str) -> None:
    """Open a closed account again."""
    _change(email, lambda one: administration.enable(one.id, by=OPERATOR))
    click.echo(f"{email} is open now.")


@user.command()
@click.argument("email")
def reinvite(email: str) -> None:
    """Send an invitation again; the link sent before opens nothing any more."""
    _change(email, lambda one: invitations.renew(one.id, by=OPERATOR, now=datetime.now(UTC)))
    click.echo(f"{email} is invited again; the link is in the letter.")
    say_where_links_lead()


@user.command()
@click.argument("email")
def withdraw(email: str) -> None:
    """Take an invitation back that was not accepted yet."""
    _change(email, lambda one: invitations.withdraw(one.id, by=OPERATOR))
    click.echo(f"{email} is not invited any more.")


@user.command("second-factor-reset")
@click.argument("email")
def reset_second_factor(email: str) -> None:
    """Take a person's codes, passkeys and recovery codes away; every session ends."""
    _change(
        email,
        lambda one: administration.reset_factors(one.id, by=OPERATOR, now=datetime.now(UTC)),
    )
    click.echo(f"{email} has no second factor now.")


@user.command("list")
def show() -> None:
    """List every account."""
    with create_app().app_context():
        for person in db.session.scalars(select(Person).order_by(Person.email)):
            sections = ",".join(section.slug for section in person.sections)
            cells = (person.email, person.role.value, sections, person.name, standing(person).value)
            click.echo("\t".join(cells))


def _change(email: str, work: Callable[[Person], object]) -> None:
    with create_app().app_context(), plainly():
        begin_write(db.session)
        work(_person(email))
        db.session.commit()


def _person(email: str) -> Person:
    found = person_by_email(email)
    if found is None:
        raise CmsError("There is no account %(email)s.", email=email)
    return found


def _refuse_weak(password: str, *about: str) -> None:
    refusal = weakness(password, about)
    if refusal:
        raise refusal
