"""The sentences the server writes by itself, read from the server's program: what it tells, notes and puts on record.

Each is given as the server would write it: where it fills something in, stands an example of it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product

from tests.languages.sources import REPO

SERVER = REPO / "pos_app" / "server"
TELLING = frozenset(["tell", "_tell", "note", "_note", "put_before_supervisor", "InvoiceEvent", "_event", "end"])
"""Who is called with a text for a timeline or a supervisor."""
SUM, CARD = "$1,248.00", "Visa ending 4242"
EXAMPLES = {
    **dict.fromkeys(["sum_", "amount", "reported", "asked", "_text", "money_text"], SUM),
    **dict.fromkeys(["card_name", "_tender_name"], CARD),
    **dict.fromkeys(["tries", "declines", "needed", "MAX_TRIES"], "8"),
    "day": "3 Dec 2026",
    "_decided": "won",
    "number": "N-10001",
    "claim": "C-70000",
    "replace": "insufficient funds",
}
"""By the name of what is filled in: of a variable, an attribute or a function."""
ELSE = "Zq9"
"""An example of a name, an id, or what somebody wrote."""
ENDS_WITH_SUM = "end"
"""A refund's end is told with its sum behind the title."""


@dataclass(frozen=True, slots=True)
class Text:
    """``fixed``: the letters that do not come from an example."""

    text: str = ""
    fixed: str = ""

    def __add__(self, other: Text) -> Text:
        return Text(self.text + other.text, self.fixed + other.fixed)

    @property
    def read(self) -> bool:
        """Whether it looks as if a person read it: no key, no word for programs."""
        return any(letter.isalpha() for letter in self.fixed) and (" " in self.fixed or self.fixed[0].isupper())


@dataclass(slots=True)
class _Function:
    """``values``: what its variables are set to, by name."""

    place: str
    values: dict[str, list[ast.expr]] = field(default_factory=dict)

    def texts(self, node: ast.expr, within: frozenset[str] = frozenset()) -> list[Text]:
        """Every text ``node`` can be."""
        match node:
            case ast.Constant(value=str(value)):
                return [Text(value, value)]
            case ast.JoinedStr(values=parts):
                return [sum(one, Text()) for one in product(*(self.texts(part, within) for part in parts))]
            case ast.FormattedValue(value=value) | ast.Subscript(value=value, slice=ast.Slice()):
                return self.texts(value, within)
            case ast.IfExp(body=body, orelse=orelse):
                return [*self.texts(body, within), *self.texts(orelse, within)]
            case ast.BoolOp(values=values):
                return [text for value in values for text in self.texts(value, within)]
            case ast.Name(id=name) if name not in within and name in self.values and name not in EXAMPLES:
                return [text for value in self.values[name] for text in self.texts(value, within | {name})]
        return [Text(EXAMPLES.get(_name(node), ELSE))]


def _name(node: ast.expr) -> str:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case ast.Call(func=func):
            return _name(func)
    return ""


def server_texts() -> dict[str, str]:
    """By text, where it is written, as "pos_app/server/refunds/recording.py:103"."""
    found: dict[str, str] = {}
    for path in sorted(SERVER.rglob("*.py")):
        name = path.relative_to(REPO).as_posix()
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef):
                for text, line in _told(_function(node, name)):
                    if text.read:
                        found.setdefault(text.text, f"{name}:{line}")
    return found


def withdrawn() -> set[str]:
    """Why an invoice is no more to be paid, in the words of the import."""
    found: set[str] = set()
    for name in ("bills", "benefits"):
        for node in ast.walk(ast.parse((SERVER / "imports" / f"{name}.py").read_text("utf-8"))):
            match node:
                case ast.keyword(arg="withdrawn", value=value):
                    found |= _constants(value)
                case ast.AnnAssign(target=ast.Name(id="_NOT_BILLS"), value=ast.Dict(values=values)):
                    found |= {text for value in values for text in _constants(value)}
                case ast.FunctionDef(name="_withdrawn"):
                    returned = [at.value for at in ast.walk(node) if isinstance(at, ast.Return) and at.value]
                    found |= {text for value in returned for text in _constants(value)}
    return found - {""}


def _constants(node: ast.expr) -> set[str]:
    match node:
        case ast.Constant(value=str(text)):
            return {text}
        case ast.IfExp(body=body, orelse=orelse):
            return _constants(body) | _constants(orelse)
    return set()


def passing_on() -> dict[str, str]:
    """The functions that give a title or a detail of their own caller to one of ``TELLING``; and where they stand."""
    found = {}
    for path in sorted(SERVER.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef):
                own = {arg.arg for arg in (*node.args.args, *node.args.kwonlyargs)} & {"title", "detail"}
                told = (call for call in ast.walk(node) if isinstance(call, ast.Call) and _name(call.func) in TELLING)
                if any(isinstance(at, ast.Name) and at.id in own for call in told for at in ast.walk(call)):
                    found[node.name] = f"{path.relative_to(REPO).as_posix()}:{node.lineno}"
    return found


def _function(node: ast.FunctionDef, place: str) -> tuple[ast.FunctionDef, _Function]:
    known = _Function(place)
    rows: dict[str, list[ast.Tuple]] = {}
    for at in ast.walk(node):
        match at:
            case ast.Assign(targets=[ast.Tuple(elts=names)], value=ast.Tuple(elts=values)):
                for name, value in zip(names, values, strict=True):
                    _set(known, name, value)
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.List(elts=elts)):
                rows.setdefault(name, []).extend(one for one in elts if isinstance(one, ast.Tuple))
            case ast.Assign(targets=[target], value=value):
                _set(known, target, value)
            case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="append"), args=[ast.Tuple() as row]):
                rows.setdefault(name, []).append(row)
    for at in ast.walk(node):
        match at:
            case ast.comprehension(target=ast.Tuple(elts=names), iter=ast.Name(id=name)):
                for row in rows.get(name, []):
                    for target, value in zip(names, row.elts, strict=False):  # rows of something else are shorter
                        _set(known, target, value)
    return node, known


def _set(known: _Function, target: ast.expr, value: ast.expr) -> None:
    if isinstance(target, ast.Name):
        known.values.setdefault(target.id, []).append(value)


def _told(of: tuple[ast.FunctionDef, _Function]) -> Iterator[tuple[Text, int]]:
    function, known = of
    for node in ast.walk(function):
        match node:
            case ast.Call(func=func, args=args, keywords=keywords) if _name(func) in TELLING:
                values = [*args, *(one.value for one in keywords if one.arg)]
                behind = Text(f", {SUM}") if _name(func) == ENDS_WITH_SUM else Text()
                for at, value in enumerate(values):
                    is_title = _name(func) == ENDS_WITH_SUM and at == 3
                    for text in known.texts(value):
                        yield text + (behind if is_title else Text()), node.lineno
            case ast.Dict(keys=keys, values=values):
                named = {
                    key.value: value for key, value in zip(keys, values, strict=True) if isinstance(key, ast.Constant)
                }
                if {"title", "detail"} <= named.keys():
                    for value in (named["title"], named["detail"]):
                        for text in known.texts(value):
                            yield text, node.lineno
