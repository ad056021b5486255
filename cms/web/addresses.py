"""An e-mail address as a form takes it: one that people can read and mail can reach."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field, Form
from wtforms.validators import Email, StopValidation

from cms.text.address import is_strange
from cms.web.fields import Readable, required

LONGEST = 254  # RFC 5321, angle brackets not counted
BAD_ADDRESS = _l("Please check the address: it should look like name@example.org.")


class Plain:
    """Refuse letters that look like others, and more than any address can hold."""

    def __call__(self, _form: Form, field: Field) -> None:
        """Stop before the address is looked at as one."""
        typed = (field.data or "").strip()
        if len(typed) > LONGEST:
            raise StopValidation(_("An address has %(count)d characters at most.", count=LONGEST))
        if is_strange(typed):
            raise StopValidation(
                _(
                    "This holds letters that can be mistaken for others. Please write the address"
                    " in Latin letters, digits or Chinese characters."
                )
            )


def address() -> list[object]:
    """Return the validators of a field that must hold one e-mail address."""
    return [Readable(line=True), required(), Plain(), Email(BAD_ADDRESS)]
