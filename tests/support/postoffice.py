"""Mail servers of the tests' own, on loopback: one that takes letters, some that misbehave."""

import datetime as dt
import ipaddress
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.policy import default
from threading import Thread

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

HOST = "127.0.0.1"


class Postbox:
    """Takes letters, or answers as it is told; `on_data` is called with each letter's bytes."""

    def __init__(self) -> None:
        self.raw, self.senders, self.encrypted = [], [], []
        self.rcpt_answer = self.data_answer = ""
        self.on_data = lambda _data: None

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802  aiosmtpd's name
        if self.rcpt_answer:
            return self.rcpt_answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, session, envelope):  # noqa: N802  aiosmtpd's name
        if self.data_answer:
            return self.data_answer
        self.on_data(envelope.content)
        self.raw.append(envelope.content)
        self.senders.append((envelope.mail_from, envelope.rcpt_tos))
        self.encrypted.append(session.ssl is not None)
        return "250 OK"

    @property
    def letters(self):
        return [message_from_bytes(one, policy=default) for one in self.raw]


def free_port() -> int:
    with socket.socket() as one:
        one.bind((HOST, 0))
        return one.getsockname()[1]


@contextmanager
def post_office(**options: object) -> Iterator[tuple[Postbox, str]]:
    """A server that works, and the end of its address: host and port."""
    box, port = Postbox(), free_port()
    controller = Controller(box, hostname=HOST, port=port, server_hostname=HOST, **options)
    controller.start()
    try:
        yield box, f"{HOST}:{port}"
    finally:
        controller.stop()


def knows(user: str, password: str) -> dict[str, object]:
    """Options of a server that takes letters from this user only."""

    def check(_server, _session, _envelope, _mechanism, data):
        right = (data.login, data.password) == (user.encode(), password.encode())
        return AuthResult(success=right, handled=False)

    return {"authenticator": check, "auth_require_tls": False}


@contextmanager
def misbehaving(*answers: bytes) -> Iterator[str]:
    """A server that gives these answers, one to each line that comes, and then hangs up.

    With no answers at all it takes connections and says nothing.
    """
    with socket.create_server((HOST, 0)) as server:
        server.settimeout(10)
        held = []

        def serve() -> None:
            try:
                peer, _address = server.accept()
            except OSError:
                return
            held.append(peer)
            for answer in answers:
                peer.sendall(answer)
                peer.recv(4096)
            if answers:
                peer.close()

        thread = Thread(target=serve, daemon=True)
        thread.start()
        yield f"{HOST}:{server.getsockname()[1]}"
    for peer in held:
        peer.close()
    thread.join(10)


def self_signed(folder) -> ssl.SSLContext:
    """A certificate for the loopback address that no authority vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(HOST))]),
            critical=False,
        )
        .sign(key, hashes.SHA256())
    )
    form, plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    (folder / "key.pem").write_bytes(key.private_bytes(serialization.Encoding.PEM, form, plain))
    (folder / "cert.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    return context
