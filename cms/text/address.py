"""Mail addresses: when two of them written differently reach the same person."""

from functools import lru_cache

from email_validator import EmailNotValidError, validate_email


@lru_cache(maxsize=1024)
def spellings(address: str) -> frozenset[str]:
    """Return every spelling, in small letters, under which a newsroom may have noted the address.

    A Chinese domain counts both as people write it and as `xn--…`; what is no address stands for
    itself.
    """
    written = address.strip().casefold()
    try:
        found = validate_email(written, check_deliverability=False)
    except EmailNotValidError:
        return frozenset({written} - {""})
    domain = found.ascii_domain or found.domain
    known = {written, found.normalized.casefold(), f"{found.local_part}@{domain}".casefold()}
    return frozenset(known)


def same_address(one: str, other: str) -> bool:
    """Tell whether both reach the same mailbox; an empty address reaches none."""
    return not spellings(one).isdisjoint(spellings(other))


def masked(address: str) -> str:
    """Return the address as it may be shown to one who might not be its owner: w…@demo.example."""
    local, _at, domain = address.partition("@")
    return f"{local[:1]}…@{domain}"
