"""Pictures before they are public, at addresses that only those open who may see the piece."""

from collections.abc import Sequence

from cms.item import Image
from cms.queries.images import images
from cms.rules.facts import Placed
from cms.web.context import urls


def guarded(wanted: Sequence[Placed]) -> tuple[Image, ...]:
    """Return pictures for a form's preview, the owner's page or the desk."""
    return images(wanted, urls().media)
