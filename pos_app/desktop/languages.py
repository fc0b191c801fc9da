"""The languages the till speaks, and one that nobody does.

A language is a file: ``resources/translations/es.ts``, compiled to ``es.qm``. English needs none, it is the source.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from pos_app.assets import resources

SOURCE: Final = "en"
PSEUDO: Final = "qps"
"""For those who write the till: every text that is translated stands in brackets, with strange letters, and is 40 %
longer; what looks as always has not been translated, and what is cut off will be in another language too."""
OPENED, CLOSED = "[!!! ", " !!!]"
_STRANGE: Final = str.maketrans("AEIOUYaeiouycnstdlrzg", "ÅËÏÖÜŸåëïöüÿçñšţđļřžğ")
_PART: Final = re.compile(r"(\{[a-z_0-9]+\})")


def catalogue(language: str) -> Path:
    """Where the compiled texts of ``language`` are, if there are any."""
    return resources() / "translations" / f"{language}.qm"


def languages() -> tuple[str, ...]:
    """All that a person can choose, as "es"."""
    return (SOURCE, *sorted(path.stem for path in (resources() / "translations").glob("*.qm")))


def own_name(language: str) -> str:
    """What those who speak it call it: "Español"."""
    from babel import Locale  # noqa: PLC0415 - before the window shows nobody asks

    name = Locale.parse(language).get_language_name(language) or language
    return name[:1].upper() + name[1:]


def language_of(locale: str) -> str:
    """The language of the texts for a locale of Babel's; English where there are none."""
    language = locale.partition("_")[0]
    return language if language in languages() else SOURCE


def pseudo(source: str, about: str = "", count: int | None = None) -> str:  # noqa: ARG001 - a say.Translate
    """As "[!!! Ţåķë {amount} ~~~ !!!]"; the names of parts stay."""
    parts = _PART.split(source)
    strange = "".join(part if _PART.fullmatch(part) else part.translate(_STRANGE) for part in parts)
    letters = sum(len(part) for part in parts if not _PART.fullmatch(part))
    return f"{OPENED}{strange} {'~' * max(1, letters * 2 // 5)}{CLOSED}"
