"""A tree walker for bleach that takes linear time on many siblings."""

from collections.abc import Iterator
from typing import Any

from bleach.html5lib_shim import getTreeWalker


class Walker(getTreeWalker("etree")):  # type: ignore[misc]  # it has no types
    """Yields the tokens of html5lib's own walker, which counts all siblings at every step up.

    The tree is an ElementTree without namespaces, as bleach builds it; comments are
    left out. `tree` is the fragment around the elements and yields no tags itself.
    """

    def __iter__(self) -> Iterator[dict[str, Any]]:
        yield from self.text(self.tree.text or "")
        stack = [(iter(self.tree), self.tree)]
        while stack:
            child = next(stack[-1][0], None)
            if child is None:
                done = stack.pop()[1]
                if stack:
                    yield from self._ending(done)
            elif not isinstance(child.tag, str):
                yield from self.text(child.tail or "")
            else:
                yield from self._opening(child)
                stack.append((iter(child), child))

    def _opening(self, element: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401  untyped library
        attributes = {(None, name): value for name, value in element.attrib.items()}
        if element.tag in _VOID:
            yield from self.emptyTag(None, element.tag, attributes)
        else:
            yield self.startTag(None, element.tag, attributes)
            yield from self.text(element.text or "")

    def _ending(self, element: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401  untyped library
        if element.tag not in _VOID:
            yield self.endTag(None, element.tag)
        yield from self.text(element.tail or "")


_VOID = frozenset({"br", "hr", "img"})
