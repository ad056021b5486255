# noqa: INP001  a script
"""Write the Traditional catalogues from the Simplified ones; `make catalogues` runs it."""

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from cms.text.traditional import traditional

CATALOGUES = Path(__file__).parents[1] / "cms/translations"
DOMAINS = ("messages", "flask_security")
HEADER = "# Made by .ci/traditional.py from zh_Hans; words are chosen in cms/text/words.py."


def convert(simplified: bytes) -> bytes:
    """Return the Traditional catalogue of a Simplified one, in the same order."""
    given = read_po(BytesIO(simplified), locale="zh_Hans")
    made = Catalog(
        locale="zh_Hant",
        header_comment=HEADER,
        project=given.project,
        version=given.version,
        creation_date=given.creation_date,
        revision_date=given.revision_date,
        last_translator=given.last_translator,
        language_team="Traditional Chinese",
        fuzzy=False,
    )
    for message in given:
        if message.id:
            made[message.id] = _converted(message)
    written = BytesIO()
    write_po(written, made, width=0, include_lineno=False, sort_output=False)
    return written.getvalue()


def _converted(message: Message) -> Message:
    text = message.string
    return Message(
        message.id,
        traditional(text) if isinstance(text, str) else tuple(map(traditional, text)),
        locations=message.locations,
        flags=message.flags,
        context=message.context,
    )


def main() -> None:
    """Write both catalogues."""
    for domain in DOMAINS:
        source = CATALOGUES / f"zh_Hans/LC_MESSAGES/{domain}.po"
        target = CATALOGUES / f"zh_Hant/LC_MESSAGES/{domain}.po"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(convert(source.read_bytes()))


if __name__ == "__main__":
    main()
