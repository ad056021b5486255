"""Mail addresses for counting: one spelling for what sign-in or a postmaster takes for the same."""

from email_validator import EmailNotValidError, validate_email


def one_spelling(address: str) -> str:
    """Return one spelling for all that sign-in takes for the same address."""
    try:
        return validate_email(address.strip(), check_deliverability=False).normalized.lower()
    except EmailNotValidError:
        return address.strip().lower()


def mailbox(address: str) -> str:
    """Return the address without its tag: most postmasters bring name+1@… to name@…."""
    written = one_spelling(address)
    local, at, domain = written.rpartition("@")
    name = local.partition("+")[0]
    return f"{name}{at}{domain}" if at and name else written
