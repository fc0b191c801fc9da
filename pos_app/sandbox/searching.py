"""Stripe's search language: ``status:'succeeded' AND metadata['invoice']:'7' AND amount>1000``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from pos_app.sandbox import lists
from pos_app.sandbox.errors import Json, invalid
from pos_app.sandbox.work import Call, Work

_CLAUSE: Final = re.compile(
    r"""\s*(?P<minus>-)?(?P<field>[a-z_.0-9]+)(?:\[(?P<quote>["'])(?P<key>.{1,40}?)(?P=quote)\])?
        \s*(?P<op>:|~|>=|<=|>|<)\s*
        (?:"(?P<double>(?:[^"\\]|\\.)*)"|'(?P<single>(?:[^'\\]|\\.)*)'|(?P<bare>-?[0-9]{1,18}|null|true|false))\s*""",
    re.VERBOSE | re.ASCII,
)
_JOIN: Final = re.compile(r"(AND|OR)\b", re.IGNORECASE | re.ASCII)
_MOST_CLAUSES: Final = 10


@dataclass(frozen=True, slots=True)
class Clause:
    field: str
    key: str | None
    operator: str
    value: str
    negated: bool

    def holds(self, obj: Json) -> bool:
        return self._holds(obj) != self.negated

    def _holds(self, obj: Json) -> bool:
        found = _value(obj, self.field, self.key)
        if self.value == "null" and self.operator == ":":
            return found is None
        if found is None:
            return False
        if self.operator == ":":
            return _text(found).lower() == self.value.lower()
        if self.operator == "~":
            return self.value.lower() in _text(found).lower()
        if isinstance(found, bool) or not isinstance(found, int):
            return False
        wanted = int(self.value)
        return {
            ">": found > wanted,
            "<": found < wanted,
            ">=": found >= wanted,
            "<=": found <= wanted,
        }[self.operator]


def _value(obj: Json, field: str, key: str | None) -> object:
    if key is not None:
        return (obj.get(field) or {}).get(key) if field == "metadata" else None
    found: object = obj
    for part in field.split("."):
        found = found.get(part) if isinstance(found, dict) else None
    return found


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def parse(query: str) -> tuple[list[Clause], bool]:
    """The clauses, and whether any of them suffices. Raises ApiError 400 for what is no query."""
    clauses: list[Clause] = []
    joins: set[str] = set()
    at = 0
    while True:
        found = _CLAUSE.match(query, at)
        if found is None:
            raise invalid("We were unable to parse your search query.", param="query")
        bare = found["bare"]
        quoted = found["double"] if found["double"] is not None else found["single"]
        value = bare if bare is not None else re.sub(r"\\(.)", r"\1", quoted or "")
        if found["op"] in (">", "<", ">=", "<=") and not re.fullmatch("-?[0-9]{1,18}", value, re.ASCII):
            raise invalid("We were unable to parse your search query: a number is needed.", param="query")
        clauses.append(Clause(found["field"], found["key"], found["op"], value, bool(found["minus"])))
        at = found.end()
        if at >= len(query):
            break
        join = _JOIN.match(query, at)
        # two clauses side by side mean AND
        joins.add(join[0].upper() if join else "AND")
        at = join.end() if join else at
    if len(joins) > 1:
        raise invalid("You can't combine AND and OR in one search query.", param="query")
    if len(clauses) > _MOST_CLAUSES:
        raise invalid("A search query takes at most 10 clauses.", param="query")
    return clauses, joins == {"OR"}


def search(work: Work, call: Call, kind: str, url: str) -> Json:
    """Stripe's search result; ``page`` is the place to go on from."""
    clauses, either = parse(call.params["query"])
    limit = lists.limit_of(call)
    page = call.params.get("page") or "0"
    if not (page.isascii() and page.isdigit() and len(page) < 10):
        raise invalid("Invalid page", param="page")
    start = int(page)
    test = any if either else all
    found = [obj for obj in work.all(kind) if test(clause.holds(obj) for clause in clauses)]
    rest = len(found) > start + limit
    return {
        "object": "search_result",
        "data": found[start : start + limit],
        "has_more": rest,
        "next_page": str(start + limit) if rest else None,
        "url": url,
    }
