"""How often each thing may be tried, and why that often."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from cms.errors import N_


class Scope(StrEnum):
    """Whose tries are counted together, the narrowest first."""

    PLACE = "place"  # one account from one network
    ACCOUNT = "account"
    NETWORK = "network"
    ALL = "all"


@dataclass(frozen=True)
class Quota:
    """At most `most` tries of one `scope` within `window`.

    Beyond a `quiet` one the answer stays the same, and the view does nothing for it: see
    `throttle.is_quiet`.
    """

    scope: Scope
    most: int
    window: timedelta
    quiet: bool = False


MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)

# Letters go to an address that someone typed: five a day help its owner, more only annoy them.
# Twenty an hour from one network is a school class on its first day.
_LETTERS = (
    Quota(Scope.ACCOUNT, 5, DAY),
    Quota(Scope.NETWORK, 20, HOUR),
    Quota(Scope.ALL, 1_000, HOUR),
)

# The narrowest first: who is refused by their own count does not use up anyone else's.
QUOTAS: Mapping[str, tuple[Quota, ...]] = {
    # Ten wrong passwords are a forgetful morning; thirty an hour from many networks are an attack.
    # A newsroom of fifty behind one address stays under a hundred failures.
    "sign_in": (
        Quota(Scope.PLACE, 10, 15 * MINUTE),
        Quota(Scope.ACCOUNT, 30, HOUR),
        Quota(Scope.NETWORK, 100, 15 * MINUTE),
        Quota(Scope.ALL, 3_000, 15 * MINUTE),
    ),
    # Of a million codes three are right at a time: fifty tries a day find one in 18 years.
    "second_factor": (
        Quota(Scope.ACCOUNT, 5, 5 * MINUTE),
        Quota(Scope.ACCOUNT, 20, HOUR),
        Quota(Scope.ACCOUNT, 50, DAY),
    ),
    # Whoever is locked out gets in by this letter, so strangers must not use up its tries: only
    # one's own network is refused. From everywhere five letters an hour go out and no more; their
    # links hold for an hour, so that the owner finds one that opens.
    "reset": (
        Quota(Scope.PLACE, 5, HOUR),
        Quota(Scope.ACCOUNT, 5, HOUR, quiet=True),
        Quota(Scope.NETWORK, 20, HOUR),
        Quota(Scope.ALL, 1_000, HOUR),
    ),
    "confirm": _LETTERS,
    "renew": _LETTERS,
    "register": _LETTERS,
    # Guests: a seminar that hands in together; no one writes ten pieces a day. In all: what an
    # editor could still look through. People with an account answer for what they send by name.
    "submit": (
        Quota(Scope.ACCOUNT, 10, DAY),
        Quota(Scope.NETWORK, 20, HOUR),
        Quota(Scope.ALL, 2_000, HOUR),
    ),
    "submit_signed_in": (Quota(Scope.ACCOUNT, 60, HOUR),),
    # A save each 15 seconds is 240 an hour; some windows at once, and one more whenever a window is
    # left. A class of twenty behind one address writes for hours; what begins a new row is rarer.
    "autosave": (Quota(Scope.ACCOUNT, 1_500, HOUR), Quota(Scope.NETWORK, 12_000, HOUR)),
    "autosave_guest": (Quota(Scope.NETWORK, 6_000, HOUR),),
    "autosave_first": (Quota(Scope.NETWORK, 60, HOUR), Quota(Scope.ALL, 1_000, HOUR)),
    # What is never kept costs work all the same. A class of twenty looks at each of its pieces
    # fifteen times an hour, and a network's forms run out less often.
    "look": (Quota(Scope.NETWORK, 300, HOUR),),
    "forged": (Quota(Scope.NETWORK, 300, HOUR),),
}

_PIECES = N_(
    "More pieces came in from your address or network than we can take at once."
    " Please send it again in %(time)s."
)
_MAILED = N_(
    "A letter was asked for several times already. Please look among your mail, also under spam,"
    " or try again in %(time)s."
)
_FLOODED = N_(
    "There were too many tries for this account or from your network; somebody else's may be among"
    " them. Wait %(time)s, or have a letter sent: once you choose a new password by its link, this"
    " device gets in at once."
)
# Whose tries a known device takes apart: floods from elsewhere must not lock an owner out. What
# anyone may send or ask for is counted whatever the device.
BY_DEVICE = frozenset({"sign_in", "second_factor"})
# What the refusal says where the usual words would puzzle.
SAID: Mapping[str, str] = {
    "sign_in": _FLOODED,
    "submit": _PIECES,
    "submit_signed_in": _PIECES,
    "reset": _MAILED,
    "confirm": _MAILED,
    "renew": _MAILED,
}
