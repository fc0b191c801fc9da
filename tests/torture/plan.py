"""What a run does, drawn from its seed alone: which invoices, what the cashiers want, what goes wrong and when."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

GOOD: Final = ("pm_card_visa", "pm_card_mastercard", "pm_card_amex", "pm_card_visa_debit")
DECLINING: Final = (
    "pm_card_visa_chargeDeclined",
    "pm_card_visa_chargeDeclinedInsufficientFunds",
    "pm_card_chargeDeclinedProcessingError",
)
ASKING: Final = ("pm_card_authenticationRequired", "pm_card_threeDSecure2Required")
REFUND_PENDING, REFUND_FAILING = "pm_card_pendingRefund", "pm_card_refundFail"
DISPUTED: Final = "pm_card_createDispute"

WAYS: Final = (
    "POST /v1/payment_intents",
    "GET /v1/payment_intents/*",
    "POST /v1/payment_intents/*/confirm",
    "POST /v1/payment_intents/*/cancel",
    "GET /v1/payment_intents",
    "POST /v1/refunds",
    "GET /v1/refunds/*",
)
BREAKS: Final = (
    "drop_before", "drop_after", "error_before", "error_after", "half_after", "html_before", "html_after",
    "delay", "delay_after", "webhook_before_answer",
)  # fmt: skip
INVOICE_MINOR: Final = (1_000, 90_000)
"""What an invoice of a run is about, from and to, in minor units."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing a cashier (or the patient, or somebody in Stripe's dashboard) does."""

    do: str
    card: str = ""
    minor: int = 0
    yes: bool = True
    """Of a bank check: passed. Of a refund's decision: approved."""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Intention:
    """A cashier wants ``minor`` of an invoice paid. ``attempt`` is the id the till makes for it."""

    number: int
    attempt: str
    rival: str
    """The attempt of a second till, where the steps have one."""
    invoice: int
    minor: int
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that goes wrong once ``after`` intentions were begun."""

    after: int
    kind: str
    which: int = 0
    seconds: float = 0.0
    times: int = 1
    on: str = ""
    do: str = ""
    status: int = 500
    more: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    seed: int
    invoices: tuple[int, ...]
    """The total of each, in minor units."""
    intentions: tuple[Intention, ...]
    faults: tuple[Fault, ...] = field(default=())

    def invoice_id(self, number: int) -> str:
        return f"torture-{self.seed}-{number}"


def draw(seed: int, intentions: int, database: str, *, kills: int | None = None) -> Plan:
    """``database`` decides which faults there can be; ``kills`` is how many programs die (one in 15 intentions)."""
    dice = random.Random(seed)
    invoices: list[int] = []
    wanted: list[Intention] = []
    while len(wanted) < intentions:
        total = dice.randint(*INVOICE_MINOR)
        invoices.append(total)
        number = len(invoices) - 1
        parts = dice.choice((1, 1, 1, 2, 3))
        for part in range(min(parts, intentions - len(wanted))):
            left = total - (total // parts) * (parts - 1)
            minor = left if part == parts - 1 else total // parts
            wanted.append(
                Intention(len(wanted), _uuid(dice), _uuid(dice), number, max(minor, 100), _steps(dice, minor))
            )
    return Plan(seed, tuple(invoices), tuple(wanted), _faults(dice, intentions, database, kills))


def _uuid(dice: random.Random) -> str:
    return str(UUID(int=dice.getrandbits(128), version=4))


def _steps(dice: random.Random, minor: int) -> tuple[Step, ...]:
    card = dice.choice(GOOD)
    opened = Step("open")
    kind = dice.choices(
        ("server", "page", "declined", "bank", "cancel", "both", "rival", "vanish", "restart", "refund", "dispute"),
        (12, 14, 10, 10, 7, 5, 7, 6, 7, 24, 3),
    )[0]
    match kind:
        case "server":
            return (opened, Step("charge", card))
        case "page":
            return (opened, Step("page", card), Step("ask"))
        case "declined":
            first = Step(dice.choice(("charge", "page")), dice.choice(DECLINING))
            return (opened, first, Step(dice.choice(("charge", "page")), card), Step("ask"))
        case "bank":
            way = Step(dice.choice(("charge", "page")), dice.choice(ASKING))
            answer = () if dice.random() < 0.2 else (Step("bank", yes=dice.random() < 0.7),)
            return (opened, way, *answer, Step("ask"))
        case "cancel":
            before = (Step("page", dice.choice((card, *ASKING))),) if dice.random() < 0.5 else ()
            return (opened, *before, Step("cancel"))
        case "both":
            return (opened, Step("both", card), Step("ask"))
        case "rival":
            return (opened, Step("rival"), Step(dice.choice(("charge", "page")), card), Step("ask"))
        case "vanish":
            return (opened, Step(dice.choice(("page", "charge_and_vanish")), card), Step("vanish"))
        case "restart":
            return (opened, Step("restart"), Step(dice.choice(("charge", "page")), card), Step("restart"), Step("ask"))
        case "dispute":
            return (opened, Step("charge", DISPUTED), Step("ask"))
        case _:
            return (opened, *_with_refunds(dice, card, minor))


def _with_refunds(dice: random.Random, card: str, minor: int) -> tuple[Step, ...]:
    """Paid, then given back in one or several pieces, some asked for too much, some refused."""
    paid_with = dice.choice((card, card, REFUND_PENDING, REFUND_FAILING))
    steps = [Step("charge", paid_with), Step("ask")]
    for _ in range(dice.randint(1, 3)):
        amount = dice.choice((minor, max(1, minor // 2), max(1, minor // 3), minor + 1))
        key = _uuid(dice)
        if dice.random() < 0.15:
            steps.append(Step("dashboard_refund", minor=amount))
            continue
        steps.append(Step("refund", minor=amount, key=key))
        if dice.random() < 0.9:
            steps.append(Step("decide", key=key, yes=dice.random() < 0.85))
    return tuple(steps)


def _faults(dice: random.Random, intentions: int, database: str, kills: int | None) -> tuple[Fault, ...]:
    found: list[Fault] = []

    def when() -> int:
        return dice.randint(1, max(1, intentions - 2))

    for _ in range(max(4, intentions // 3)):
        found.append(
            Fault(
                when(),
                "stripe",
                on=dice.choice(WAYS),
                do=dice.choice(BREAKS),
                times=dice.randint(1, 4),
                status=dice.choice((500, 503, 429, 409)),
                seconds=dice.choice((0.2, 0.5, 1.0)),
            )
        )
    for _ in range(max(3, intentions // 5)):
        kind = dice.choice(("till_road", "stripe_road"))
        found.append(
            Fault(
                when(),
                kind,
                which=dice.randint(0, 1),
                times=dice.randint(1, 4),
                seconds=dice.choice((0, 0, 0.5, 2.0)),
                do=dice.choice(("before", "after")),
            )
        )
    for _ in range(max(2, intentions // 12)):
        manner = {
            "deliver": dice.random() < 0.6,
            "duplicate": dice.randint(0, 3),
            "shuffle": dice.random() < 0.5,
            "delay": dice.choice((0, 0, 1, 3)),
        }
        found.append(Fault(when(), "webhooks", more=tuple(manner.items())))
    for _ in range(max(1, intentions // 30)):
        seconds = dice.choice((0.5, 1.5, 3.0))
        found.append(Fault(when(), dice.choice(("stop_server", "stop_sandbox")), dice.randint(0, 1), seconds))
    deaths = ["kill_server", "kill_server", "kill_sandbox"]
    if database == "postgresql":
        deaths.append("crash_database")
    for _ in range(max(1, intentions // 15) if kills is None else kills):
        found.append(Fault(when(), dice.choice(deaths), dice.randint(0, 1)))
    return tuple(sorted(found, key=lambda fault: fault.after))
