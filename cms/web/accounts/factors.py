"""Second factors: codes from an app, passkeys, recovery codes."""

from typing import Any

from cms.config import Config


def settings(_config: Config) -> dict[str, Any]:
    """Return Flask-Security's settings of the second factors."""
    return {}
