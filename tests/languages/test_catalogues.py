"""The catalogues say all that the program says, and nothing else, with the same parts and every form."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest
from babel import Locale
from PySide6.QtWidgets import QApplication

from pos_app.desktop import languages as till_languages
from pos_app.desktop.say import mark, say, say_all, say_many, speak
from pos_app.desktop.views.translator import translator
from tests.languages.catalogue import FOLDER, FORMS, compiled, languages, read
from tests.languages.sources import Source, sources

KNOWN = sources()
MEND = "run 'make translations'; it lists what is left to translate"
COUNTS = {"ar": (0, 1, 2, 3, 11, 100), "es": (1, 2)}
"""One number for each form."""


def parts(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def where(source: Source) -> str:
    return f"{source.places[0]}: “{source.text}”"


def test_there_are_spanish_and_arabic_and_the_till_offers_them() -> None:
    assert languages() == ["ar", "es"]
    assert till_languages.languages() == ("en", "ar", "es")


@pytest.mark.parametrize("language", languages())
def test_every_text_is_there_and_none_that_is_gone(language: str) -> None:
    have = read(language)
    missing = [where(source) for key, source in KNOWN.items() if key not in have]
    assert not missing, f"not in {language}.ts; {MEND}:\n" + "\n".join(missing)
    gone = [f"“{text}” ({about})" for text, about in have if (text, about) not in KNOWN]
    assert not gone, f"in {language}.ts, and no longer in the program; {MEND}:\n" + "\n".join(gone)


@pytest.mark.parametrize("language", languages())
def test_every_translation_is_finished_with_the_same_parts_and_all_forms(language: str) -> None:
    wrong = []
    for key, message in read(language).items():
        source = KNOWN[key]
        if message.unfinished or not all(form.strip() for form in message.forms):
            wrong.append(f"{where(source)} is not translated")
        if len(message.forms) != (FORMS[language] if source.one else 1):
            wrong.append(f"{where(source)} has {len(message.forms)} forms")
        for form in message.forms:
            spare = {"count"} if source.one else set()  # "in a second" needs no figure
            if not parts(source.text) - spare <= parts(form) <= parts(source.text):
                wrong.append(f"{where(source)} has other parts in “{form}”")
    assert not wrong, "\n".join(wrong)


def test_both_english_forms_have_the_same_parts() -> None:
    assert not [
        where(one) for one in KNOWN.values() if one.one and parts(one.one) - {"count"} != parts(one.text) - {"count"}
    ]


@pytest.mark.parametrize("language", languages())
def test_a_sentence_stays_a_sentence(language: str) -> None:
    """What ends with a full stop or an ellipsis does so in the other language, so that sentences can follow."""
    ends = {".": ".", "…": "…", "?": "?؟", ":": ":"}
    wrong = [
        f"{where(KNOWN[key])} became “{form}”"
        for key, message in read(language).items()
        for form in message.forms
        if (last := key[0][-1]) in ends and form.rstrip()[-1] not in ends[last]
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("language", languages())
def test_the_compiled_catalogue_is_the_written_one(language: str, tmp_path: Path) -> None:
    compiled(language, tmp_path / "fresh.qm")
    same = (FOLDER / f"{language}.qm").read_bytes() == (tmp_path / "fresh.qm").read_bytes()
    assert same, f"{language}.qm is older than {language}.ts; {MEND}"


@pytest.mark.parametrize("language", languages())
def test_qt_finds_each_text_in_each_form(language: str, qapp: QApplication) -> None:
    translate = translator(qapp, language)
    assert translate is not None
    for (text, about), message in read(language).items():
        if not message.many:
            assert translate(text, about, None) == message.forms[0], text
            continue
        found = [translate(text, about, count) for count in COUNTS[language]]
        assert found == message.forms, text


def test_qt_and_babel_agree_on_which_form_a_number_takes(qapp: QApplication) -> None:
    translate = translator(qapp, "ar")
    assert translate is not None
    text = "{count} payments"
    named = dict(zip(("zero", "one", "two", "few", "many", "other"), read("ar")[text, ""].forms, strict=True))
    rule = Locale.parse("ar").plural_form
    assert [translate(text, "", n) for n in range(1000)] == [named[rule(n)] for n in range(1000)]


def test_what_is_said_in_spanish(qapp: QApplication) -> None:
    translate = translator(qapp, "es")
    assert translate is not None
    speak(translate)
    assert say("Take {amount}", amount="148,00 US$") == "Cobrar 148,00 US$"
    assert say("Open", "what a key does") == "Abrir"
    assert say("Open") == "Abierta"
    assert say_many("{count} payment", "{count} payments", 1) == "1 pago"
    assert say_many("{count} payment", "{count} payments", 3) == "3 pagos"
    assert say_all((mark("Today"), "Today")) == ("Hoy", "Today")
    assert say("a text no catalogue has") == "a text no catalogue has"


def test_a_language_without_a_catalogue_is_english(qapp: QApplication, caplog: pytest.LogCaptureFixture) -> None:
    assert translator(qapp, "tlh") is None
    assert "tlh" in caplog.text
    assert till_languages.language_of("fr_FR") == "en"
    assert say_many("{count} payment", "{count} payments", 1) == "1 payment"


def test_no_figure_stands_in_a_text_without_the_language_writing_it() -> None:
    """%n and %1 are Qt's; ours are named parts."""
    assert not [where(one) for one in KNOWN.values() if re.search(r"%n|%L|%\d", one.text)]
