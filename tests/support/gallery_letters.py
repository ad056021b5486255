"""One letter of each kind in either language, as the outbox shows it."""

from datetime import datetime, timedelta

from sqlalchemy import select
from support.gallery_cast import GUEST, GUEST_ADDRESS

from cms.actions.letters import Recipient, send
from cms.extensions import db
from cms.letters.registry import LETTERS
from cms.models import MailMessage

LOCALES = {"zh": "zh_Hans", "en": "en", "hant": "zh_Hant"}


def _told(now: datetime) -> dict[str, object]:
    return {
        "title": "井口保温，先把雪扫干净",
        "receipt": "CD-2026-0042",
        "section": "要闻",
        "due_at": now + timedelta(days=9),
        "points": ["请补上第三口井的水温。", "第二段的“显著”请换成数字。"],
        "public_note": "写得扎实，数据也齐。",
        "code": "scope",
        "editor": "艾德润",
        "by": "沈知渊",
        "reason": "值班仅一人，今晚须见报。",
        "role": "editor",
        "sections": ["要闻", "论文"],
        "change": "passkey_added",
        "method": "书房的钥匙",
        "hours": 1,
        "until": now + timedelta(days=7),
        "days": 7,
        "second_factor": True,
        "new_address": "new@wells.example",
    }


def write_letters(now: datetime) -> None:
    """Write every letter to one guest, in the running transaction."""
    links = {"link": ("http://localhost/s/", "0" * 64)}
    for locale in LOCALES.values():
        to = Recipient(GUEST_ADDRESS, GUEST, locale)
        for name in LETTERS:
            send(name, to, now=now, context=_told(now), links=links)


def letters_found() -> dict[str, dict[str, str]]:
    """The page of each letter under `letter_<name>`, by language of the gallery."""
    places: dict[str, dict[str, str]] = {lang: {} for lang in LOCALES}
    for lang, locale in LOCALES.items():
        wanted = select(MailMessage.letter, MailMessage.id).where(
            MailMessage.address == GUEST_ADDRESS, MailMessage.locale == locale
        )
        for name, number in db.session.execute(wanted):
            places[lang][f"letter_{name}"] = f"/admin/mail/{number}"
    return places
