"""ALTCHA's proof of work, made and checked here: a sum that costs a machine a second a piece."""

import base64
import json
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from altcha.v1 import ChallengeOptions, create_challenge, extract_params, verify_solution

from cms.actions.counters import spend
from cms.text.secret import derive_token
from cms.web.context import config

LIFETIME = timedelta(minutes=20)
LARGEST = 50_000  # half of it is tried on average: about a second on a phone
LONGEST = 2_000  # characters
HASH: Literal["SHA-256"] = "SHA-256"
TEXTS = ("algorithm", "challenge", "salt", "signature")


def challenge(moment: datetime) -> dict[str, Any]:
    """Return a new challenge as ALTCHA's widget reads it."""
    wanted = ChallengeOptions(
        algorithm=HASH, max_number=LARGEST, hmac_key=_key(), expires=moment + LIFETIME
    )
    found: dict[str, Any] = create_challenge(wanted).to_dict()
    return found


def fault_of(sent: str, moment: datetime) -> str:
    """Return `no_proof` or `bad_proof`, or nothing and spend the solution.

    What has run out counts as none: its sender may have written for an hour.
    """
    if not sent:
        return "no_proof"
    told = _read(sent)
    if told is None or not verify_solution(told, _key(), check_expires=False)[0]:
        return "bad_proof"
    # Ours, so that its own word on its end can be believed.
    until = datetime.fromtimestamp(int(extract_params(told)["expires"][0]), UTC)
    if until <= moment:
        return "no_proof"
    # Spent until it runs out, or one sum would serve a thousand pieces (CVE-2025-68113).
    return "" if spend(f"altcha:{told['challenge']}", until, moment) else "bad_proof"


def _read(sent: str) -> Any:  # noqa: ANN401  ALTCHA's payload, checked here
    try:
        told = json.loads(base64.b64decode(sent[:LONGEST], validate=True))
    except (ValueError, RecursionError):
        return None
    if not isinstance(told, dict) or not isinstance(told.get("number"), int):
        return None
    sound = all(isinstance(told.get(name), str) for name in TEXTS) and told["algorithm"] == HASH
    return told if sound and told["salt"].isascii() else None


def _key() -> str:
    return derive_token(config().secret_key, "altcha", "challenges")
