"""Who may know whom, as code: the rules of the project's layout, read from the imports themselves."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "pos_app"
STDLIB = sys.stdlib_module_names


@dataclass(frozen=True)
class Import:
    module: str
    """Where it stands, dotted."""
    target: str
    """What is imported, dotted (the module; for ``from package import module`` the inner module)."""
    line: int
    nested: bool
    """Inside a function."""
    typing_only: bool


def modules() -> dict[str, Path]:
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        if "versions" in path.parts:
            continue  # alembic loads migrations by path
        parts = path.relative_to(ROOT).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


MODULES = modules()


def _walk(node: ast.AST, nested: bool, typing_only: bool) -> Iterator[tuple[ast.AST, bool, bool]]:
    for child in ast.iter_child_nodes(node):
        in_function = nested or isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        typed = typing_only or (isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test))
        yield child, nested, typing_only
        yield from _walk(child, in_function, typed)


def imports_of(name: str, path: Path) -> Iterator[Import]:
    for node, nested, typed in _walk(ast.parse(path.read_text()), nested=False, typing_only=False):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(name, alias.name, node.lineno, nested, typed)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: imports are absolute"
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                target = inner if inner in MODULES else str(node.module)
                yield Import(name, target, node.lineno, nested, typed)


IMPORTS = [i for name, path in MODULES.items() for i in imports_of(name, path)]


def under(name: str, *packages: str) -> bool:
    return any(name == p or name.startswith(p + ".") for p in packages)


def refuse(rule: str, broken: list[Import]) -> None:
    assert not broken, rule + ":\n" + "\n".join(f"  {i.module}:{i.line} imports {i.target}" for i in broken)


def top(name: str) -> str:
    return name.split(".", 1)[0]


def test_there_is_something_to_check() -> None:
    assert len(MODULES) > 20
    assert len(IMPORTS) > 100


@pytest.mark.parametrize("name", ["money", "masking"])
def test_money_and_masking_need_the_standard_library_only(name: str) -> None:
    assert f"pos_app.{name}" in MODULES
    refuse(name, [i for i in IMPORTS if i.module == f"pos_app.{name}" and top(i.target) not in STDLIB])


def test_wire_needs_money_masking_and_pydantic_only() -> None:
    allowed = ("pydantic", "pos_app.money", "pos_app.masking", "pos_app.wire")
    refuse(
        "wire",
        [
            i
            for i in IMPORTS
            if under(i.module, "pos_app.wire") and top(i.target) not in STDLIB and not under(i.target, *allowed)
        ],
    )


PROGRAMS = ("desktop", "server", "sandbox", "demo")


@pytest.mark.parametrize("one", PROGRAMS)
def test_programs_meet_over_http_only(one: str) -> None:
    others = [f"pos_app.{p}" for p in (*PROGRAMS, "portal") if p != one]
    if one == "server":
        others.remove("pos_app.portal")
    broken = [i for i in IMPORTS if under(i.module, f"pos_app.{one}") and under(i.target, *others)]
    refuse("programs", broken)


def test_only_the_app_mounts_the_portal_and_the_portal_knows_no_other_program() -> None:
    mounting = [i for i in IMPORTS if under(i.target, "pos_app.portal") and not under(i.module, "pos_app.portal")]
    refuse("mounting the portal", [i for i in mounting if i.module != "pos_app.server.app"])
    foreign = ("pos_app.desktop", "pos_app.sandbox", "pos_app.demo", "pos_app.server.app", "pos_app.server.models")
    refuse("portal", [i for i in IMPORTS if under(i.module, "pos_app.portal") and under(i.target, *foreign)])


def test_qt_stays_where_it_is_at_home() -> None:
    home = (
        "pos_app.desktop.views",
        "pos_app.desktop.printing",
        "pos_app.desktop.background",
        "pos_app.desktop.settings",
        "pos_app.desktop.main",
        "pos_app.desktop.counter",
        "pos_app.desktop.behind",
        "pos_app.desktop.one_till",
    )
    refuse("Qt", [i for i in IMPORTS if top(i.target) in ("PySide6", "shiboken6") and not under(i.module, *home)])


def test_views_presenters_api_wire_and_never_back() -> None:
    layers = ["pos_app.desktop.views", "pos_app.desktop.presenters", "pos_app.desktop.api"]
    broken = [
        i
        for lower in range(len(layers))
        for i in IMPORTS
        if under(i.module, layers[lower]) and under(i.target, *layers[:lower])
    ]
    refuse("layers of the till", broken)


def test_rules_are_pure() -> None:
    outside = ("sqlalchemy", "fastapi", "starlette", "httpx", "stripe", "PySide6", "os", "socket", "time", "random")
    allowed = ("pos_app.wire", "pos_app.money", "pos_app.masking", "pos_app.server.gateway")
    broken = [
        i
        for i in IMPORTS
        if i.module.endswith(".rules")
        and (top(i.target) in outside or (under(i.target, "pos_app") and not under(i.target, *allowed)))
    ]
    refuse("rules.py", broken)


def test_only_the_gateway_knows_the_stripe_sdk() -> None:
    home = "pos_app.server.gateway.stripe_"
    refuse("stripe", [i for i in IMPORTS if top(i.target) == "stripe" and not i.module.startswith(home)])


def test_only_one_module_knows_the_extra_for_single_sign_on() -> None:
    home = "pos_app.server.sso.oidc"
    refuse("authlib", [i for i in IMPORTS if top(i.target) in ("authlib", "joserfc") and i.module != home])
    refuse("the extra is optional", [i for i in IMPORTS if i.target == home and not i.nested])


def test_only_the_database_module_commits() -> None:
    broken = []
    for name, path in MODULES.items():
        if not under(name, "pos_app.server") or name == "pos_app.server.db" or under(name, "pos_app.server.migrations"):
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Attribute) and node.attr in ("commit", "begin") and isinstance(node.ctx, ast.Load):
                owner = ast.unparse(node.value)
                if owner.endswith(("session", "connection", "conn", ".s")) or owner in ("s", "db"):
                    broken.append(f"{path}:{node.lineno}: {ast.unparse(node)}")
    # The import's staging file is a scratch database of its own, not the hospital's.
    broken = [b for b in broken if "/imports/staging.py" not in b]
    assert not broken, broken


def test_imports_stand_at_the_top() -> None:
    """Heavy optional ones in an entry point, or loaded when first needed, say why in a comment beside them."""
    broken = []
    for i in IMPORTS:
        if i.nested:
            lines = MODULES[i.module].read_text().splitlines()
            near = "\n".join(lines[max(0, i.line - 4) : i.line])
            if "#" not in near and '"""' not in near:
                broken.append(i)
    refuse("an import inside a function needs its reason beside it", broken)


def test_there_is_no_import_cycle() -> None:
    graph: dict[str, set[str]] = {name: set() for name in MODULES}
    for i in IMPORTS:
        if not i.nested and not i.typing_only and i.target in graph and i.target != i.module:
            graph[i.module].add(i.target)
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, "import cycle: " + " -> ".join((*trail[trail.index(name) :], name))
        if name in done:
            return
        for target in sorted(graph[name]):
            visit(target, (*trail, name))
        done.add(name)

    for name in graph:
        visit(name, ())


FLOAT_MAY = ("pos_app.desktop", "pos_app.sandbox", "pos_app.demo", "pos_app.server.gateway.pace")
"""Pixels, seconds and delays; never an amount."""


def test_no_float_where_money_is() -> None:
    broken = []
    for name, path in MODULES.items():
        if under(name, *FLOAT_MAY):
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            is_float = isinstance(node, ast.Name) and node.id == "float"
            if is_float and "seconds" not in path.read_text().splitlines()[node.lineno - 1]:
                broken.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert not broken, f"float near money (a line about seconds says so): {broken}"
