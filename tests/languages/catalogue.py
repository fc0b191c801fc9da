"""A catalogue as Qt Linguist writes it (``.ts``): read, brought up to the program, written, compiled."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as Xml
from xml.sax.saxutils import escape

import PySide6

from pos_app.desktop.views.translator import CONTEXT
from tests.languages.sources import REPO, Source

FOLDER = REPO / "resources" / "translations"
FORMS = {"ar": 6, "en": 2, "es": 2}
"""Forms for numbers as Qt counts them. Arabic: 0, 1, 2, 3 to 10, 11 to 99, 100 to 102, by the last two figures."""


@dataclass(slots=True)
class Message:
    """``forms``: the translation; several where the text goes with a number. Empty texts are not finished."""

    text: str
    about: str
    forms: list[str]
    many: bool
    unfinished: bool = False

    @property
    def key(self) -> tuple[str, str]:
        return self.text, self.about


def languages() -> list[str]:
    return sorted(path.stem for path in FOLDER.glob("*.ts"))


def read(language: str) -> dict[tuple[str, str], Message]:
    root = Xml.parse(FOLDER / f"{language}.ts").getroot()  # noqa: S314 - our own file
    found = {}
    for node in root.iterfind(f"context[name='{CONTEXT}']/message"):
        told = node.find("translation")
        assert told is not None
        many = node.get("numerus") == "yes"
        forms = [form.text or "" for form in told.iterfind("numerusform")] if many else [told.text or ""]
        message = Message(
            node.findtext("source") or "", node.findtext("comment") or "", forms, many, told.get("type") is not None
        )
        found[message.key] = message
    return found


def write(language: str, messages: dict[tuple[str, str], Message], known: dict[tuple[str, str], Source]) -> None:
    lines = ['<?xml version="1.0" encoding="utf-8"?>', "<!DOCTYPE TS>", f'<TS version="2.1" language="{language}">']
    lines += ["<context>", f"    <name>{CONTEXT}</name>"]
    for key in sorted(known):
        lines += _lines(messages[key], known[key])
    lines += ["</context>", "</TS>", ""]
    (FOLDER / f"{language}.ts").write_text("\n".join(lines), "utf-8")


def _lines(message: Message, source: Source) -> list[str]:
    lines = ['    <message numerus="yes">' if message.many else "    <message>"]
    files = sorted({place.rpartition(":")[0] for place in source.places})
    lines += [f'        <location filename="../../{name}"/>' for name in files]
    lines.append(f"        <source>{escape(message.text)}</source>")
    if message.about:
        lines.append(f"        <comment>{escape(message.about)}</comment>")
    kind = "" if all(message.forms) else ' type="unfinished"'
    if message.many:
        forms = "".join(f"<numerusform>{escape(form)}</numerusform>" for form in message.forms)
        lines.append(f"        <translation{kind}>{forms}</translation>")
    else:
        lines.append(f"        <translation{kind}>{escape(message.forms[0])}</translation>")
    lines.append("    </message>")
    return lines


def updated(language: str, known: dict[tuple[str, str], Source]) -> dict[tuple[str, str], Message]:
    """What the program says now, with the translations there are."""
    have = read(language) if (FOLDER / f"{language}.ts").exists() else {}
    found = {}
    for key, source in known.items():
        many = bool(source.one)
        count = FORMS.get(language, 2) if many else 1
        old = have.get(key)
        forms = old.forms if old is not None and old.many == many and len(old.forms) == count else [""] * count
        found[key] = Message(source.text, source.about, forms, many)
    return found


def compiled(language: str, target: Path) -> None:
    """With the lrelease that comes with PySide6. Raises CalledProcessError."""
    tool = Path(PySide6.__file__).parent / "lrelease"
    ts = FOLDER / f"{language}.ts"
    subprocess.run([str(tool), "-silent", str(ts), "-qm", str(target)], check=True, capture_output=True)
