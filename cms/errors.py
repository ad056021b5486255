"""Everything that the newsroom refuses, as classes whose message ids `web` translates."""

from collections.abc import Mapping
from datetime import datetime


def N_(message: str) -> str:  # noqa: N802  gettext's own name for "mark, translate later"
    """Mark a message id for extraction and return it unchanged."""
    return message


class CmsError(Exception):
    """A refusal with an English message id and the parameters to fill into its translation.

    `message` is a %-format string over `params`; `status` is the HTTP status that `web` answers.
    """

    status = 400

    def __init__(self, message: str, /, **params: object) -> None:
        super().__init__(message)
        self.message = message
        self.params: Mapping[str, object] = params

    def __str__(self) -> str:
        """Give the English text, for logs and the command line."""
        return self.message % self.params if self.params else self.message


class ConfigError(CmsError):
    """A setting is missing, unknown or unsafe; the message names the remedy."""


class BadText(CmsError):
    """A text can't be taken as it is (too big, too deep, unreadable); shown next to its field."""

    status = 422


class BadPicture(CmsError):
    """A file can't be taken as a picture; shown next to its field."""

    status = 422


class BadAttachment(CmsError):
    """A file can't be taken as an attachment; shown next to its field."""

    status = 422


class Busy(CmsError):
    """Too much of one kind of work at once; the same request may succeed in a moment."""

    status = 503


class StorageFailed(CmsError):
    """The place where files are kept does not take or give them now; nothing was kept."""

    status = 503

    def __init__(self) -> None:
        super().__init__(
            N_("Files can't be kept or read right now. Nothing was saved; please try again later.")
        )


class Invalid(CmsError):
    """Values were refused; `fields` maps a field's name to the error that stands beside it."""

    status = 422

    def __init__(self, fields: Mapping[str, CmsError]) -> None:
        super().__init__(N_("Please look at the marked fields."))
        self.fields = dict(fields)


class NotFound(CmsError):
    """There is no such thing, or this person may not know of it."""

    status = 404

    def __init__(self) -> None:
        super().__init__(N_("There is nothing at this address."))


class Gone(CmsError):
    """It was public and was taken back for good."""

    status = 410

    def __init__(self) -> None:
        super().__init__(N_("This was public and has been taken back."))


class NotAllowed(CmsError):
    """This person may see the piece but not take this step."""

    status = 403


class WrongState(CmsError):
    """The step does not start from the state that the piece is in now."""

    status = 409


class GuardFailed(CmsError):
    """The step is right for state and person, but a condition of it is not met yet."""

    status = 422


class StaleVersion(CmsError):
    """Someone saved in between; nothing was written."""

    status = 409

    def __init__(self, *, read: int, current: int) -> None:
        super().__init__(
            N_("The piece was changed while you had it open. Nothing of yours was saved over it.")
        )
        self.read = read
        self.current = current


class TooMany(CmsError):
    """This was tried too often; it is open again in `retry_after` seconds."""

    status = 429

    USUAL = N_("This was tried too often in a short time. Please try again in %(time)s.")

    def __init__(self, *, retry_after: int, message: str = USUAL) -> None:
        super().__init__(message, time=f"{retry_after} s")
        self.retry_after = retry_after


class StaleAccount(CmsError):
    """Another admin changed the account since the form was made; nothing was written."""

    status = 409

    def __init__(self) -> None:
        super().__init__(
            N_("Somebody changed this account while you had it open. Look at it and choose again.")
        )


class NewerCopy(CmsError):
    """Another window keeps newer text of the same form, or the form was sent there; nothing kept.

    `serial` is the other copy's, `number` its row and `saved_at` its time; None for what was sent.
    """

    status = 409

    def __init__(
        self, *, serial: int = 0, saved_at: datetime | None = None, number: int | None = None
    ) -> None:
        if saved_at is not None:
            message = N_("Another window or device kept newer text of this piece.")
        else:
            message = N_("This text was sent or thrown away in another window.")
        super().__init__(message)
        self.serial, self.saved_at, self.number = serial, saved_at, number
