"""``make translations``: the catalogues, brought up to the program and compiled.

python -m tests.languages [LANGUAGE ...]    (default: those there are; another one is begun)
"""

from __future__ import annotations

import sys

from tests.languages.catalogue import FOLDER, compiled, languages, updated, write
from tests.languages.sources import sources, unsaid


def main(wanted: list[str]) -> int:
    known = sources()
    missing = 0
    for language in sorted({*languages(), *wanted}):
        messages = updated(language, known)
        write(language, messages, known)
        compiled(language, FOLDER / f"{language}.qm")
        open_ = [message for message in messages.values() if not all(message.forms)]
        missing += len(open_)
        sys.stdout.write(f"{language}: {len(messages)} texts, {len(open_)} to translate\n")
        for message in open_:
            sys.stdout.write(f"  {known[message.key].places[0]}: “{message.text}”\n")
    for one in unsaid():
        missing += 1
        sys.stdout.write(f"not handed to say(): {one}\n")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
