"""The one road for news of Stripe: whoever hears that something may have changed, it is read again and written down.

Webhooks, the reconciler and start-up all end here; what they were told is never believed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from pos_app.server.gateway import Kind, Subject
from pos_app.server.ledger.service import LedgerConflict

Hear = Callable[[str], str]
"""Reads the object with Stripe's id again and writes down what it says; what there is to remark on it, or "".

Raises ProcessorError when the processor could not be asked.
"""
HearMany = Callable[[Sequence[str]], Iterator[tuple[str, str]]]
"""The same for many objects, with fewer questions: each id that is written down, and what there is to remark.

Those it does not give back are to be heard one by one.
"""
MANY: Final = 6
"""From how many on it pays to read whole lists."""


Contradicted = Callable[[Subject, str], None]
"""Told when what was read contradicts the books, with how."""


class News:
    def __init__(
        self,
        roads: Mapping[Kind, Hear],
        contradicted: Contradicted | None = None,
        wide_roads: Mapping[Kind, HearMany] = MappingProxyType({}),
    ) -> None:
        self._roads = dict(roads)
        self._contradicted = contradicted
        self._wide = dict(wide_roads)

    def hear(self, subject: Subject) -> str:
        """See ``Hear``. News of what nobody here looks after is only remarked.

        What contradicts the books is not booked: a person is told, and asking again would not end it.
        """
        road = self._roads.get(subject.kind)
        if road is None:
            return "not looked after"
        try:
            return road(subject.id)
        except LedgerConflict as error:
            if self._contradicted is None:
                raise
            self._contradicted(subject, str(error))
            return f"contradicts the books: {error}"

    def in_bulk(self, kind: Kind, count: int) -> bool:
        """Whether so many of a kind are better heard together."""
        return count >= MANY and kind in self._wide

    def hear_many(self, kind: Kind, idents: Sequence[str]) -> Iterator[tuple[str, str]]:
        """See ``HearMany``."""
        return self._wide[kind](idents)
