"""Who must sign in with a second factor, and when one may be taken away."""

from dataclasses import dataclass

from cms.errors import N_, GuardFailed
from cms.models import Role

NOBODY = "none"


@dataclass(frozen=True)
class Held:
    """The second factors of one account: a code app, how many passkeys, recovery codes left."""

    app: bool = False
    passkeys: int = 0
    recovery_codes: int = 0

    @property
    def any(self) -> bool:
        """Tell whether there is a second factor; recovery codes alone are none."""
        return self.app or self.passkeys > 0


def read_roles(setting: str) -> frozenset[Role]:
    """Return the roles that `CMS_SECOND_FACTOR` names; `none` names nobody."""
    if setting == NOBODY:
        return frozenset()
    return frozenset(Role(name) for name in setting.split(","))


def second_factor_needed(role: Role, demo: bool, required: frozenset[Role]) -> bool:
    """Tell whether an account of this role must have a second factor; demo accounts need none."""
    return not demo and role in required


def check_removal(held: Held, *, needed: bool, app: bool = False) -> None:
    """Refuse to take away the code app, or else one passkey, when it is the last that must be.

    Raises:
        GuardFailed: the role needs a second factor and this is the only one.
    """
    left = Held(held.app and not app, held.passkeys - (not app))
    if needed and not left.any:
        raise GuardFailed(
            N_("Your role needs a second factor, and this is your only one. Add another one first.")
        )
