"""Random cashiers, pages and faults. Whatever happens: at most one charge for one attempt, never two live attempts,
nothing sent that was not written down first, and in the end the till knows the truth."""

from __future__ import annotations

import random

import pytest

from pos_app.wire.payments import AttemptState
from pos_app.wire.problems import Code
from tests.unit.desktop.desk import Desk
from tests.unit.desktop.fakes import START, FakeIntent, decline, refusal

KEYS = ("charge", "use_amount", "retry_card", "another_card", "take_part", "later", "close", "next", "ask_now")
STEPS = ("loading", "ready", "incomplete", "complete", "confirming", "invalid", "handback", "loaderror", "paid")
CALLS = ("create", "intent", "confirm", "cancel")


class Story:
    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.desk = Desk()
        self.step = 0
        self.submitted: set[str] = set()
        self.paid_shown: set[str] = set()
        self.desk.log_in()

    def live(self) -> list[FakeIntent]:
        return [i for i in self.desk.server.intents.values() if not i.state.final]

    def turn(self) -> None:
        dice, desk = self.dice, self.desk
        actions = desk.views.payment.actions
        choice = dice.randrange(12)
        if choice == 0:
            desk.views.detail.actions.act(dice.choice(["take_whole", "take_part"]))
        elif choice <= 3:
            desk.act(dice.choice(KEYS))
        elif choice == 4:
            actions.part_typed(dice.choice(["50", "148.00", "200", "x", ""]))
        elif choice == 5:
            dice.choice([actions.choose_part, actions.choose_whole, actions.escape, actions.renderer_gone])()
        elif choice == 6 and desk.views.payment.questions:
            question, answered = desk.views.payment.questions.pop()
            answered(dice.choice(question.choices).key)
        elif choice <= 8:
            self.step += 1
            desk.page(f"{dice.choice(STEPS)}-{self.step}")
        elif choice == 9 and self.live():
            outcome = dice.choice([AttemptState.SUCCEEDED, AttemptState.PROCESSING, AttemptState.REQUIRES_ACTION,
                                   decline(at=START.replace(microsecond=self.step))])  # fmt: skip
            desk.server.charge(self.live()[0], outcome)
        elif choice == 10:
            fault = dice.choice(["before", "after", refusal(Code.OUTCOME_UNKNOWN, 504), refusal(Code.DATABASE_BUSY)])
            desk.server.faults.setdefault(dice.choice(CALLS), []).append(fault)
        else:
            desk.pass_time(dice.choice([0.0, 0.3, 1.5, 6.0, 15.0]))

    def check(self) -> None:
        intents = self.desk.server.intents
        assert all(intent.charges <= 1 for intent in intents.values())
        assert len(self.live()) <= 1
        assert set(intents) <= set(self.desk.journal.entries), "sent before it was written down"
        paying = self.desk.paying
        if self.desk.face == "paid" and paying and paying.attempt:
            assert intents[paying.attempt.id].charges == 1, "Paid was shown without money"

    def settle(self) -> None:
        """No more faults: everything must drain."""
        desk = self.desk
        desk.server.faults.clear()
        desk.pass_time(30)
        for intent in self.live():
            if intent.state is AttemptState.PROCESSING:
                desk.server.charge(intent, self.dice.choice([AttemptState.SUCCEEDED, decline()]))
        for _ in range(6):
            if desk.phase in ("SENT", "BANK"):
                desk.views.payment.actions.escape()
                desk.views.payment.questions[-1][1]("leave")
            elif desk.phase != "none":
                desk.views.payment.actions.escape()
            desk.pass_time(120)


@pytest.mark.parametrize("seed", range(60))
def test_random_story(seed: int) -> None:
    story = Story(seed)
    for _ in range(60):
        story.turn()
        story.desk.runner.settle()
        story.check()
    story.settle()
    story.check()
    assert story.desk.phase == "none", f"seed {seed}: the screen can't be left"
    assert not story.live(), f"seed {seed}: something is left open: {story.live()}"
    open_entries = set(story.desk.journal.entries) - story.desk.journal.ended
    assert not open_entries, f"seed {seed}: the journal still has {open_entries}"
