"""Where the package's own folders lie."""

from pathlib import Path

PACKAGE = Path(__file__).parents[1]


def packed(name: str) -> Path:
    """Return a folder's place: inside an installed wheel, else at the top of the checkout."""
    inside = PACKAGE / f"_{name}"
    return inside if inside.is_dir() else PACKAGE.parent / name
