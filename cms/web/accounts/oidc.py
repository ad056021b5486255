"""The OpenID Connect service that people may sign in with: what it is asked, what it answers."""

from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlsplit

from authlib.common.errors import AuthlibBaseError
from authlib.common.security import generate_token
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, KeySetSerialization
from requests import RequestException

from cms.config import LOOPBACK, Config

TIMEOUT = 10.0  # seconds, for each of at most five requests
LEEWAY = 120  # seconds that clocks may differ
LARGEST = 512 * 1024  # bytes of an answer
SCOPE = "openid email profile"
# Signed by the service's own key: a shared secret could be ours as well.
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"]
BROKEN = (AuthlibBaseError, JoseError, RequestException, ValueError, KeyError, TypeError)


class Failed(Exception):
    """The service did not answer, or not as it must; the text is for the log."""


@dataclass(frozen=True)
class Ticket:
    """What belongs to one trip to the service and back, kept in the browser's session."""

    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True)
class Claims:
    """Who the service says came; `email` is empty unless the service has confirmed it."""

    issuer: str
    subject: str
    email: str
    name: str


def new_ticket() -> Ticket:
    """Return fresh secrets for one trip."""
    return Ticket(generate_token(40), generate_token(40), generate_token(64))


def address_to(site: Config, back: str, ticket: Ticket) -> str:
    """Return where to send the browser; `back` is where it is to return. Raises Failed."""
    with _client(site, back) as client:
        try:
            found = _discover(client, site)
            address, _state = client.create_authorization_url(
                _safe(found["authorization_endpoint"]),
                state=ticket.state,
                nonce=ticket.nonce,
                code_verifier=ticket.verifier,
            )
        except BROKEN as error:
            raise Failed(_why(error)) from error
    return str(address)


def claims_for(site: Config, back: str, ticket: Ticket, code: str) -> Claims:
    """Exchange the code for a signed statement of who came, and check it. Raises Failed."""
    with _client(site, back) as client:
        try:
            found = _discover(client, site)
            client.token_endpoint_auth_method = _how(site, found)
            token = client.fetch_token(
                _safe(found["token_endpoint"]),
                grant_type="authorization_code",
                code=code,
                code_verifier=ticket.verifier,
                allow_redirects=False,
            )
            published = cast("KeySetSerialization", _get(client, _safe(found["jwks_uri"])))
            claims = _checked(site, ticket, token, KeySet.import_key_set(published))
            return _told(site, claims | _more(client, found, claims))
        except BROKEN as error:
            raise Failed(_why(error)) from error


def _client(site: Config, back: str) -> Any:  # noqa: ANN401  Authlib is not typed
    return OAuth2Session(
        client_id=site.oidc_client_id,
        client_secret=site.oidc_client_secret,
        scope=SCOPE,
        redirect_uri=back,
        code_challenge_method="S256",
        default_timeout=TIMEOUT,
    )


def _discover(client: Any, site: Config) -> dict[str, Any]:  # noqa: ANN401
    issuer = _safe(site.oidc_issuer)
    found = _get(client, f"{issuer.rstrip('/')}/.well-known/openid-configuration")
    if found.get("issuer") != issuer:
        raise ValueError(f"it calls itself {found.get('issuer')!r}")
    return found


def _get(client: Any, address: str, *, withhold_token: bool = True) -> dict[str, Any]:  # noqa: ANN401
    answer = client.request("GET", address, withhold_token=withhold_token, allow_redirects=False)
    answer.raise_for_status()
    if len(answer.content) > LARGEST:
        raise ValueError("its answer is too long")
    found = answer.json()
    if not isinstance(found, dict):
        raise TypeError("its answer is no object")
    return found


def _how(site: Config, found: dict[str, Any]) -> str:
    """Return how to prove to the service which site asks."""
    if not site.oidc_client_secret:
        return "none"
    known = found.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    return "client_secret_basic" if "client_secret_basic" in known else "client_secret_post"


def _more(client: Any, found: dict[str, Any], claims: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401
    """Return what the service tells apart from its token, where the token names no address."""
    if "email" in claims or "userinfo_endpoint" not in found:
        return {}
    address = _safe(found["userinfo_endpoint"])
    told = _get(client, address, withhold_token=False)
    if told.get("sub") != claims["sub"]:
        raise ValueError("it tells of somebody else")
    return {name: told[name] for name in ("email", "email_verified", "name") if name in told}


def _checked(site: Config, ticket: Ticket, token: dict[str, Any], keys: KeySet) -> dict[str, Any]:
    signed = jwt.decode(token["id_token"], keys, algorithms=ALGORITHMS)
    claims = CodeIDToken(
        signed.claims,
        signed.header,
        {
            "iss": {"essential": True, "value": site.oidc_issuer},
            "aud": {"essential": True, "value": site.oidc_client_id},
            "sub": {"essential": True},
        },
        {
            "nonce": ticket.nonce,
            "client_id": site.oidc_client_id,
            "access_token": token.get("access_token"),
        },
    )
    claims.validate(leeway=LEEWAY)
    return dict(claims)


def _told(site: Config, claims: dict[str, Any]) -> Claims:
    told = claims.get("email_verified")
    confirmed = told is True or told == "true"  # some send words; 1 equals True, and is neither
    return Claims(
        issuer=site.oidc_issuer,
        subject=str(claims["sub"]),
        email=str(claims.get("email") or "") if confirmed else "",
        name=str(claims.get("name") or ""),
    )


def _safe(address: object) -> str:
    """Return the address if what goes there can't be overheard."""
    parts = urlsplit(str(address))
    if parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK):
        return str(address)
    raise ValueError(f"{address} is no https address")


def _why(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
