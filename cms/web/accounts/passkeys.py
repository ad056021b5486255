"""Passkeys: what a browser is asked for, and whether its answer is true."""

import json
import time
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import session
from webauthn import (
    base64url_to_bytes,
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.authentication.verify_authentication_response import VerifiedAuthentication
from webauthn.helpers import (
    bytes_to_base64url,
    generate_user_handle,
    parse_authentication_credential_json,
)
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticationCredential,
    AuthenticatorSelectionCriteria,
    AuthenticatorTransport,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from cms.actions.counters import spend
from cms.actions.passkeys import NewPasskey, use_passkey
from cms.config import Config
from cms.models import Passkey, Person
from cms.queries.factors import passkey_by_credential, passkeys_of
from cms.urls import Urls
from cms.web.context import config, now

ASKED = "passkey_asked"
LIFETIME = 10 * 60  # seconds
LONGEST_ANSWER = 32 * 1024
# What a browser may send instead of an answer, a parser raises as any of these.
UNREADABLE = (WebAuthnException, ValueError, KeyError, TypeError, AttributeError)


class Refused(Exception):
    """The browser's answer proves nothing."""


@dataclass(frozen=True)
class Asked:
    """What this browser was asked: a challenge for one purpose and, when known, one person."""

    challenge: bytes
    purpose: str
    handle: str


def ask_for_new(person: Person) -> str:
    """Return, as JSON, what a browser is asked to make a passkey of."""
    handle = person.fs_webauthn_user_handle or bytes_to_base64url(generate_user_handle())
    options = generate_registration_options(
        rp_id=_rp_id(config()),
        rp_name=config().site_name,
        user_id=base64url_to_bytes(handle),
        user_name=person.email,
        user_display_name=person.name,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=_descriptors(person),
    )
    _keep(options.challenge, "new", handle)
    return options_to_json(options)


def ask_for_known(purpose: str, person: Person | None) -> str:
    """Return, as JSON, what a browser is asked to sign with one of its passkeys.

    Without a person any passkey of this site will do; its owner is found by it.
    """
    options = generate_authentication_options(
        rp_id=_rp_id(config()),
        allow_credentials=_descriptors(person) if person else None,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    _keep(options.challenge, purpose, "")
    return options_to_json(options)


def read_new(answer: str, name: str) -> NewPasskey:
    """Return the passkey that the browser made; raises Refused."""
    asked, given = _asked("new"), _read(answer)
    try:
        verified = verify_registration_response(
            credential=given,
            expected_challenge=asked.challenge,
            expected_rp_id=_rp_id(config()),
            expected_origin=config().site_url,
            require_user_verification=True,
        )
    except UNREADABLE as error:
        raise Refused from error
    return NewPasskey(
        name=name,
        handle=asked.handle,
        credential_id=verified.credential_id,
        public_key=verified.credential_public_key,
        sign_count=verified.sign_count,
        transports=_transports(given),
        backed_up=verified.credential_backed_up,
        device_type=verified.credential_device_type.value,
    )


def owner_of(answer: str, purpose: str) -> Person:
    """Return whose passkey signed what this browser was asked, once; raises Refused."""
    asked, given = _asked(purpose), _read(answer)
    try:
        credential = parse_authentication_credential_json(given)
        passkey = passkey_by_credential(credential.raw_id)
        if passkey is None or not _is_handle_of(passkey.person, credential):
            raise Refused
        verified = _verify(given, asked, passkey)
    except UNREADABLE as error:
        raise Refused from error
    if not passkey.person.active:
        raise Refused
    if not use_passkey(passkey.id, verified.new_sign_count, now=now()):
        raise Refused
    return passkey.person


def _verify(given: dict[str, Any], asked: Asked, passkey: Passkey) -> VerifiedAuthentication:
    return verify_authentication_response(
        credential=given,
        expected_challenge=asked.challenge,
        expected_rp_id=_rp_id(config()),
        expected_origin=config().site_url,
        credential_public_key=passkey.public_key,
        credential_current_sign_count=passkey.sign_count,
        # Who holds the device and unlocked it has shown two factors.
        require_user_verification=True,
    )


def _is_handle_of(person: Person, credential: AuthenticationCredential) -> bool:
    given = credential.response.user_handle
    return given is None or bytes_to_base64url(given) == person.fs_webauthn_user_handle


def _keep(challenge: bytes, purpose: str, handle: str) -> None:
    session[ASKED] = {
        "challenge": bytes_to_base64url(challenge),
        "purpose": purpose,
        "handle": handle,
        "since": time.time(),
    }


def _asked(purpose: str) -> Asked:
    """Return what was asked, which is over then: an old cookie can't bring it back."""
    kept = session.pop(ASKED, None)
    if not isinstance(kept, dict) or kept.get("purpose") != purpose:
        raise Refused
    if time.time() - kept["since"] > LIFETIME:
        raise Refused
    until = now() + timedelta(seconds=LIFETIME)
    if not spend(f"passkey:{kept['challenge']}", until, now()):
        raise Refused
    return Asked(base64url_to_bytes(kept["challenge"]), purpose, kept["handle"])


def _read(answer: str) -> dict[str, Any]:
    try:
        given = json.loads(answer[:LONGEST_ANSWER])
    except (ValueError, RecursionError) as error:
        raise Refused from error
    if not isinstance(given, dict):
        raise Refused
    return given


def _transports(given: dict[str, Any]) -> tuple[str, ...]:
    response = given.get("response")
    named = response.get("transports") if isinstance(response, dict) else None
    known = [one.value for one in AuthenticatorTransport]
    return tuple(one for one in named if one in known) if isinstance(named, list) else ()


def _descriptors(person: Person) -> list[PublicKeyCredentialDescriptor]:
    return [
        PublicKeyCredentialDescriptor(
            id=one.credential_id,
            transports=[AuthenticatorTransport(name) for name in one.transports or ()] or None,
        )
        for one in passkeys_of(person.id)
    ]


def _rp_id(site: Config) -> str:
    return Urls(site.site_url).host
