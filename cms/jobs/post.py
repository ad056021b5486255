"""The way out for one letter: a mail server, or a file where there is none."""

import smtplib
import ssl
from email.charset import BASE64, QP, Charset
from email.utils import format_datetime, formataddr
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from flask_mailman import EmailMultiAlternatives
from flask_mailman.backends.smtp import EmailBackend

from cms.config import LOOPBACK, Config
from cms.extensions import mail, settings
from cms.letters import files
from cms.letters.outgoing import Outgoing
from cms.urls import Urls

TIMEOUT = 15  # seconds for each answer of the server
PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
REFUSED = 500  # from here on a server's answer is final


class Server(EmailBackend):
    """Flask-Mailman's connection, but one that checks whom it talks to.

    Flask-Mailman takes any certificate on STARTTLS and fails a letter that was accepted when the
    farewell goes wrong.
    """

    insists = False
    connection: Any

    def open(self) -> bool:
        """Connect, encrypt where the server can, sign in; raises OSError and SMTPException."""
        config = settings()
        host = Urls(config.site_url).host
        if self.use_ssl:
            self.connection = smtplib.SMTP_SSL(
                self.host, self.port, host, timeout=self.timeout, context=self._context()
            )
        else:
            self.connection = smtplib.SMTP(self.host, self.port, host, timeout=self.timeout)
            self._encrypt()
        if self.username:
            self.connection.login(self.username, self.password)
        return True

    def _encrypt(self) -> None:
        self.connection.ehlo()
        if self.insists or self.connection.has_extn("starttls"):
            self.connection.starttls(context=self._context())
            self.connection.ehlo()
        elif self.username and self.host not in LOOPBACK:
            why = "the server offers no encryption, and the password does not travel without"
            raise smtplib.SMTPNotSupportedError(why)

    def _context(self) -> ssl.SSLContext:
        context = ssl.create_default_context()
        if not (self.insists or self.username or self.use_ssl):
            # Nothing secret is at stake but the letter: encrypted to anyone beats in the clear.
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
        return context

    def close(self) -> None:
        """Say farewell; whatever goes wrong now, the letter was taken."""
        if self.connection is None:
            return
        try:
            self.connection.quit()
        except (OSError, smtplib.SMTPException):
            self.connection.close()
        self.connection = None


class Message(EmailMultiAlternatives):
    """Flask-Mailman's message, whose headers keep the folds they have.

    Folded once more, a long subject would begin with a blank.
    """

    def message(self) -> Any:  # noqa: ANN401  Flask-Mailman carries no types
        """Return the message with its headers as they are."""
        made = super().message()
        made.policy = made.policy.clone(max_line_length=None)
        return made


def server(config: Config) -> Server:
    """Return the connection to the server of `CMS_MAIL_URL`, not open yet."""
    parts = urlsplit(config.mail_url)
    options = dict(parse_qsl(parts.query))
    made: Server = mail.get_connection(
        backend=Server,
        host=parts.hostname,
        port=parts.port or PORTS[parts.scheme],
        username=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        use_ssl=parts.scheme == "smtps",
        use_tls=False,
        timeout=int(options.get("timeout", TIMEOUT)),
    )
    made.insists = parts.scheme == "smtp+starttls"
    return made


def post(letter: Outgoing) -> None:
    """Hand the letter to the mail server, or write it to `instance/outbox/` where there is none.

    Raises:
        OSError, smtplib.SMTPException: it was not taken; `for_good` says whether it ever will be.
        ValueError: no server could take it.
    """
    config = settings()
    if not config.mail_url:
        message = build(letter, config).message()
        files.keep(letter.file(config.instance), message.as_bytes())
        return
    connection = server(config)
    try:
        connection.send_messages([build(letter, config)])
    finally:
        connection.close()


def greet(config: Config) -> None:
    """Connect and sign in as if to send, and leave; raises OSError and smtplib.SMTPException."""
    connection = server(config)
    try:
        connection.open()
    finally:
        connection.close()


def sender(config: Config) -> str:
    """Return the bare address that letters come from."""
    return config.mail_from or f"desk@{Urls(config.site_url).host}"


def build(letter: Outgoing, config: Config) -> Message:
    """Return the letter as a message in two forms; what is sent again is the same byte for byte."""
    made = Message(
        letter.subject,
        letter.text,
        formataddr((config.site_name, sender(config))),
        [letter.address],
        headers={
            "Message-ID": letter.message_id,
            "Date": format_datetime(letter.written),
            "Auto-Submitted": "auto-generated",
            "Content-Language": letter.language,
        },
    )
    made.encoding = _charset(letter.text)
    made.attach_alternative(letter.html, "text/html")
    return made


def _charset(text: str) -> Charset:
    # Eight bits travel badly; quoted-printable would make Chinese three times as long.
    charset = Charset("utf-8")
    plain = sum(character.isascii() for character in text)
    charset.body_encoding = QP if plain > len(text) // 2 else BASE64
    return charset


def for_good(error: Exception) -> bool:
    """Tell whether another try is useless: the address or the letter itself was refused."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= REFUSED for code, _words in error.recipients.values())
    if isinstance(error, smtplib.SMTPDataError):
        return error.smtp_code >= REFUSED
    return isinstance(error, ValueError)


def words(error: Exception) -> str:
    """Return what the server said, or what happened instead, on one line."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        said = [f"{code} {_decoded(text)}" for code, text in error.recipients.values()]
        return "; ".join(said)
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_decoded(error.smtp_error)}"
    return f"{type(error).__name__}: {error}"


def _decoded(text: bytes | str) -> str:
    return text.decode("utf-8", "replace") if isinstance(text, bytes) else text
