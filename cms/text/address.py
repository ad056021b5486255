"""Mail addresses: when two of them written differently reach the same person."""

import re
from functools import lru_cache

from email_validator import EmailNotValidError, validate_email

from cms.text.han import HAN

# Cyrillic and Greek letters that look like Latin ones make an address that seems to be another.
_STRANGE = re.compile(f"[^\x20-\x7e{HAN}]")


@lru_cache(maxsize=1024)
def spellings(address: str) -> frozenset[str]:
    """Return every spelling, in small letters, under which a newsroom may have noted the address.

    A Chinese domain counts both as people write it and as `xn--…`; what is no address stands for
    itself. Letters are made small, not folded: ß and ss, ς and σ name different mailboxes.
    """
    written = as_held(address)
    try:
        found = validate_email(written, check_deliverability=False)
    except EmailNotValidError:
        return frozenset({written} - {""})
    domain = found.ascii_domain or found.domain
    known = {written, found.normalized.lower(), f"{found.local_part}@{domain}".lower()}
    return frozenset(known)


def as_held(address: str) -> str:
    """Return an address as accounts hold it: without blanks around it, in small letters."""
    return address.strip().lower()


def same_address(one: str, other: str) -> bool:
    """Tell whether both reach the same mailbox; an empty address reaches none."""
    return not spellings(one).isdisjoint(spellings(other))


def is_strange(address: str) -> bool:
    """Tell whether it holds letters that pass for others, were they hidden behind `xn--`."""
    return any(_STRANGE.search(one) for one in (address, *spellings(address)))


def masked(address: str) -> str:
    """Return the address as it may be shown to one who might not be its owner: w…@demo.example."""
    local, _at, domain = address.partition("@")
    return f"{local[:1]}…@{domain}"
