"""Every text the till hands to its translator, read from the program itself; and those it should have handed on."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pos_app import declines

REPO = Path(__file__).resolve().parents[2]
DESKTOP = REPO / "pos_app" / "desktop"
SAYING = ("say", "say_many", "mark")
DECLINES = "resources/texts/declines.json"


@dataclass(slots=True)
class Source:
    """``one``: the English singular of a text with forms for numbers, else empty."""

    text: str
    about: str = ""
    one: str = ""
    places: list[str] = field(default_factory=list)
    """As "pos_app/desktop/till.py:258"."""

    @property
    def key(self) -> tuple[str, str]:
        return self.text, self.about


def program() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(DESKTOP.rglob("*.py")):
        yield path, ast.parse(path.read_text("utf-8"))


def sources() -> dict[tuple[str, str], Source]:
    """By text and what it is about. Raises ValueError where a text can't be read off the program."""
    found: dict[tuple[str, str], Source] = {}
    for path, tree in program():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SAYING:
                place = f"{path.relative_to(REPO).as_posix()}:{node.lineno}"
                for source in _of(node, place):
                    _add(found, source, place)
    for code, told in declines.told("counter").items():
        for text in (told.sentence, told.next_step, told.short):
            if text:
                _add(found, Source(text), f"{DECLINES}:{code}")
    return found


def _add(found: dict[tuple[str, str], Source], source: Source, place: str) -> None:
    known = found.setdefault(source.key, source)
    if known.one != source.one:
        raise ValueError(f"{place}: '{source.text}' is there already, with other forms: {known.places[0]}")
    known.places.append(place)


def _of(call: ast.Call, place: str) -> Iterator[Source]:
    name, texts = call.func.id, [_literal(arg) for arg in call.args]  # type: ignore[attr-defined]  # a Name
    if name == "say_many":
        if len(texts) != 3 or texts[0] is None or texts[1] is None:
            raise ValueError(f"{place}: say_many wants two texts as they stand, and a count")
        yield Source(texts[1], one=texts[0])
        return
    about = next((_literal(one.value) for one in call.keywords if one.arg == "about"), None) or ""
    if len(texts) > 1 and texts[1] is not None:
        about = texts[1]
    if texts and isinstance(call.args[0], ast.JoinedStr):
        raise ValueError(f"{place}: a text with parts wants their names: say('Take {{amount}}', amount=...)")
    if texts and texts[0]:
        yield Source(texts[0], about)


def _literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


# --- texts that are not handed on ---------------------------------------------------------------------------------

NOT_SHOWN = frozenset(
    """api.py background.py keychain.py languages.py masked_log.py no_secrets.py one_till.py ports.py say.py settings.py
    trust.py views/cage.py views/card_engine.py views/environment.py views/icons.py views/own_authority.py
    views/smoke.py views/theme.py""".split()
)
"""What these say stands in a log or at the command line, or is no text at all."""
KEY = re.compile(r"(Alt|Ctrl|Shift|Enter|Esc|Tab|Up|Down|Left|Right|Return|Comma|F\d)([+ ].*)?")
AS_THEY_ARE = frozenset(
    [
        "HMIS POS", "Visa", "Mastercard", "American Express", "Discover", "Diners Club", "UnionPay",
        "d MMM", "EEEE d MMMM", "EEE d",  # Babel's patterns
        "30 Nov", "MRN 0000 0000",  # only measured
        "card home", "cash home",  # tenders
    ]
)  # fmt: skip
FOR_IT = re.compile(r"(code|decline|status|request|state) ")
"""Details for IT: what is looked for in a log is the same in every language."""
NOT_FOR_PEOPLE = frozenset(
    ["setObjectName", "setProperty", "property", "getattr", "compile", "ValueError", "OSError", "UnreadablePdf"]
)
WORDS = re.compile(r"[A-Z][a-z]|[A-Za-z…,.’']+ [A-Za-z(]")


@dataclass(frozen=True, slots=True)
class Unsaid:
    place: str
    text: str

    def __str__(self) -> str:
        return f"{self.place}: “{self.text}”"


def unsaid() -> list[Unsaid]:
    """Texts that look as if a person read them and are not handed to the translator."""
    found = []
    for path, tree in program():
        if path.relative_to(DESKTOP).as_posix() in NOT_SHOWN or path.name == "main.py":
            continue
        above = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
        for node in ast.walk(tree):
            text = _literal(node) if isinstance(node, ast.expr) else None
            if text and (_looks_shown(text) or _is_drawn(node, above)) and not _excused(node, above):
                found.append(Unsaid(f"{path.relative_to(REPO).as_posix()}:{node.lineno}", text))
    return found


def _looks_shown(text: str) -> bool:
    bare = text.strip()
    if KEY.fullmatch(bare) or bare in AS_THEY_ARE or FOR_IT.match(text):
        return False
    return bool(WORDS.search(bare)) and not bare.startswith(
        ("PRAGMA", "document.", "window.", "hmisPay.", "[A-Za-z", "[^A-Za-z", "/pay/", "(?:/[A-Za-z")
    )


def _is_drawn(node: ast.AST, above: dict[ast.AST, ast.AST]) -> bool:
    """Whatever it looks like, it is the text of a label or a button."""
    call = above.get(node)
    drawn = isinstance(call, ast.Call) and ast.unparse(call.func) in ("Text", "Elided", "Button")
    return drawn and len(call.args) > 1 and call.args[1] is node  # type: ignore[union-attr]  # a Call


def _excused(node: ast.AST, above: dict[ast.AST, ast.AST]) -> bool:
    at = node
    while at in above:
        child, at = at, above[at]
        if isinstance(at, ast.Expr) and child is node:
            return True  # a docstring
        if isinstance(at, (ast.Compare, ast.Subscript)) and child is node:
            return True
        if isinstance(at, ast.Call):
            name = ast.unparse(at.func)
            if name in SAYING and child in at.args:
                return True
            if name.startswith("log.") or name.split(".")[-1] in NOT_FOR_PEOPLE:
                return True
    return False
