"""Streams FHIR JSON: one resource at a time, however large the file.

A ``.json`` file holds one resource or a Bundle, whose entries are handed out as they are read; an ``.ndjson`` file
holds a resource on each line.  Numbers arrive as ``int`` or ``Decimal``, never as ``float``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import IO, Any, Final, NoReturn

import ijson  # type: ignore[import-untyped]  # it ships no type information

from pos_app.exits import ENVIRONMENT, Stop

SUFFIXES: Final = (".json", ".ndjson")
_BOM: Final = b"\xef\xbb\xbf"
_NESTING: Final = 20  # Bundles within Bundles; a batch's answer has two levels
_DEPTH: Final = 500  # of brackets; each level's path is kept, so that the memory grows with the square of the depth


class BadFile(Exception):
    """A file that is not what it says: cut off, not JSON, not FHIR. The message is one line."""


@dataclass(frozen=True, slots=True)
class Item:
    """One resource of a file, not yet looked at. ``problem`` says why there is none where there should be."""

    resource: dict[str, Any]
    full_url: str
    where: str
    problem: str = ""


def find(paths: list[Path]) -> tuple[list[Path], list[Path]]:
    """The files to read, in a stable order, and files named on the command line that are of no known kind.

    Raises Stop(ENVIRONMENT) where a path does not exist or may not be read.
    """
    files: dict[Path, None] = {}
    unknown = []
    for path in paths:
        try:
            if path.is_dir():
                inside = (p for p in path.rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file())
                list(path.iterdir())  # rglob passes over a folder that may not be read; say so instead
                files.update(dict.fromkeys(sorted(inside)))
            elif not path.exists():
                raise Stop(f"There is no file or folder {path}.", "Check the path.", ENVIRONMENT)
            elif path.suffix.lower() in SUFFIXES:
                files[path] = None
            else:
                unknown.append(path)
        except OSError as error:
            raise unreadable(path, error) from error
    return list(files), unknown


def unreadable(path: Path, error: OSError) -> Stop:
    return Stop(f"{path} can't be read: {error.strerror or error}.", "Check its permissions.", ENVIRONMENT)


def read(path: Path) -> Iterator[Item]:
    """The resources of one file. Raises BadFile where the file breaks off, Stop where it can't be read."""
    try:
        with path.open("rb") as stream:
            if stream.read(len(_BOM)) != _BOM:
                stream.seek(0)
            yield from _lines(stream) if path.suffix.lower() == ".ndjson" else _document(stream)
    except OSError as error:
        raise unreadable(path, error) from error


def _lines(stream: IO[bytes]) -> Iterator[Item]:
    for number, line in enumerate(stream, start=1):
        if not line.strip():
            continue
        where = f"line {number}"
        try:
            value = json.loads(line, parse_float=Decimal, parse_constant=_not_json)
        except (ValueError, RecursionError):
            yield Item({}, "", where, "not JSON")
            continue
        yield from _unfold(value, "", where)


def _not_json(word: str) -> NoReturn:
    raise ValueError(word)  # NaN and Infinity are no JSON


def _document(stream: IO[bytes]) -> Iterator[Item]:
    """Entries of a Bundle as they come; at the end, what stood around them, unless that was a Bundle."""
    head = ijson.ObjectBuilder()
    entry: Any = None
    count = 0
    try:
        for prefix, event, value in ijson.parse(_not_too_deep(ijson.basic_parse(stream))):
            if entry is not None:
                entry.event(event, value)
                if prefix == "entry.item" and event == "end_map":
                    yield from _entry(entry.value, count)
                    entry = None
            elif prefix == "entry.item":
                count += 1
                if event == "start_map":
                    entry = ijson.ObjectBuilder()
                    entry.event(event, value)
                else:
                    yield Item({}, "", f"entry {count}", "not an object")
            else:
                head.event(event, value)
    except ijson.IncompleteJSONError as error:
        raise BadFile("the file is empty or ends in the middle") from error
    except (ijson.JSONError, ValueError, ArithmeticError) as error:
        raise BadFile("not JSON") from error
    whole = getattr(head, "value", None)
    if not isinstance(whole, dict) or not isinstance(whole.get("resourceType"), str):
        raise BadFile("not a FHIR resource")
    if whole["resourceType"] != "Bundle":
        whole.pop("entry", None)  # a List has entries too; they were handed out as entries without a resource
        yield Item(whole, "", "")


def _not_too_deep(events: Iterator[tuple[str, Any]]) -> Iterator[tuple[str, Any]]:
    depth = 0
    for event in events:
        if event[0] in ("start_map", "start_array"):
            depth += 1
            if depth > _DEPTH:
                raise BadFile(f"brackets within brackets, more than {_DEPTH} deep")
        elif event[0] in ("end_map", "end_array"):
            depth -= 1
        yield event


def _entry(entry: dict[str, Any], number: int) -> Iterator[Item]:
    where = f"entry {number}"
    full_url = entry.get("fullUrl")
    if "resource" in entry:  # entries without one (deletions, answers) have nothing for us
        yield from _unfold(entry["resource"], full_url if isinstance(full_url, str) else "", where)


def _unfold(value: Any, full_url: str, where: str, depth: int = 0) -> Iterator[Item]:
    if not isinstance(value, dict) or not isinstance(value.get("resourceType"), str):
        yield Item({}, "", where, "not a FHIR resource")
        return
    if value["resourceType"] != "Bundle":
        yield Item(value, full_url, where)
        return
    entries = value.get("entry", [])
    if depth >= _NESTING or not isinstance(entries, list):
        yield Item({}, "", where, "not a Bundle that can be read")
        return
    for number, entry in enumerate(entries, start=1):
        inner = f"{where}.{number}"
        if not isinstance(entry, dict):
            yield Item({}, "", inner, "not an object")
        elif "resource" in entry:
            inner_url = entry.get("fullUrl")
            yield from _unfold(entry["resource"], inner_url if isinstance(inner_url, str) else "", inner, depth + 1)
