"""The tests are tested: each classic bug of the table is caught."""

from __future__ import annotations

import pytest

from tests.mutants.__main__ import row, try_all
from tests.mutants.plant import patched
from tests.mutants.table import MUTANTS, Mutant
from tests.support.processes import REPO


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name.replace(" ", "-"))
def test_every_patch_still_applies(mutant: Mutant) -> None:
    text = (REPO / mutant.path).read_text()
    changed = patched(mutant, text)
    assert changed != text
    compile(changed, mutant.path, "exec")
    for test in mutant.tests:
        path, _, name = test.partition("::")
        assert not name or f"def {name.partition('[')[0]}(" in (REPO / path).read_text(), test


def test_there_are_enough_of_them() -> None:
    assert len({mutant.name for mutant in MUTANTS}) == len(MUTANTS) >= 14


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_every_mutant_is_caught() -> None:
    verdicts = list(try_all(MUTANTS))
    for verdict in verdicts:
        print(row(verdict))  # noqa: T201 - pytest shows it when the run fails
    assert [verdict.mutant.name for verdict in verdicts if not verdict.caught] == []
