"""A list of small forms inside a form: rows that can be moved and dropped."""

import re
from collections.abc import Callable, Iterable, Iterator

from wtforms import Field, FieldList

_NUMBER = re.compile(r"[0-9]{1,4}")


class Rows(FieldList):
    """A FieldList that reads only plain numbers as places, and whose rows have an order."""

    entries: list[Field]

    def _extract_indices(self, prefix: str, formdata: Iterable[str]) -> Iterator[int]:
        # WTForms takes "²" and ten thousand digits for numbers too, and fails on them.
        start = f"{prefix}{self._separator}"
        for key in formdata:
            place = key.removeprefix(start).split(self._separator, 1)[0]
            if key.startswith(start) and _NUMBER.fullmatch(place):
                yield int(place)

    def move(self, place: int, by: int) -> None:
        """Let the row at `place` change places with the one `by` further, if there is one."""
        other = place + by
        if 0 <= place < len(self.entries) and 0 <= other < len(self.entries):
            rows = self.entries
            rows[place], rows[other] = rows[other], rows[place]
            self._compact_indices()

    def blank(self) -> Field:
        """Return a row that is in no form, numbered `__index__`, for scripts to make rows from."""
        of_rows = {
            "name": f"{self.name}{self._separator}__index__",
            "id": f"{self.id}{self._separator}__index__",
            "_meta": self.meta,
            "translations": self._translations,
        }
        row = self.meta.bind_field(self._form, self.unbound_field, of_rows)
        row.index = "__index__"
        row.process(None)
        return row

    def keep(self, wanted: Callable[[Field], bool]) -> None:
        """Drop the rows that are not wanted."""
        self.entries = [row for row in self.entries if wanted(row)]
        self._compact_indices()
