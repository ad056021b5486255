"""Whether a byline names a person."""


def names_alike(one: str, other: str) -> bool:
    """Tell whether the byline `one` names the person `other`."""
    return one.casefold().split() == other.casefold().split()
