"""What a mailed link says: the letters in the outbox with their secrets put back."""

import json

from flask import Flask

from cms.extensions import db
from cms.models import Job, MailMessage
from cms.text.seal import unseal


def letters_to(app: Flask, address: str) -> list[str]:
    """The names of the letters to this address, the oldest first."""
    with app.app_context():
        wanted = db.select(MailMessage.letter).where(MailMessage.address == address)
        return list(db.session.scalars(wanted.order_by(MailMessage.id)))


def secret_of(app: Flask, address: str, letter: str) -> str:
    """The secret of the newest such letter's link."""
    with app.app_context():
        wanted = db.select(MailMessage.id).where(
            MailMessage.address == address, MailMessage.letter == letter
        )
        number = db.session.scalar(wanted.order_by(MailMessage.id.desc()).limit(1))
        job = db.session.scalars(db.select(Job).where(Job.key == f"letter:{number}")).one()
        key = app.extensions["cms_config"].secret_key
        return str(json.loads(unseal(key, "outbox", job.payload["secrets"]))[0])
