"""A cashier at a till: follows an intention, repeats with the same key until answered, resumes after a restart."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final

import httpx

from tests.support.processes import SECRET_KEY
from tests.torture.journal import Begun, Journal
from tests.torture.plan import Intention, Plan, Step
from tests.torture.world import CURRENCY, World

INTENTS: Final = "/payments/stripe/payment-intents"
REFUNDS: Final = "/payments/stripe/refunds"
PATIENCE_SECONDS: Final = 12.0
"""How long a cashier repeats one request before turning to the next invoice; the calm phase comes back to it."""
FINAL: Final = ("succeeded", "cancelled", "failed")
AGAIN: Final = (429, 503, 504)


class Gone(Exception):
    """The till is switched off in the middle, for good."""


class Cashier:
    """One till. Not shared between threads."""

    def __init__(self, world: World, plan: Plan, patient: str, number: int, count: Callable[[str], None]) -> None:
        self._world = world
        self._plan = plan
        self._patient = patient
        self._count = count
        self.name = f"Till {plan.seed}-{number}"
        self._token = world.token("cashier", self.name)
        self._rival_token = world.token("supervisor", f"{self.name} b")
        self.journal = Journal(world.folder / f"till-{plan.seed}-{number}.jsonl")
        self._server = number
        self._stripe = httpx.Client(
            base_url=world.sandbox_url, headers={"Authorization": f"Bearer {SECRET_KEY}"}, timeout=6
        )
        self._client = self._new_client()
        self.oddities: Counter[str] = Counter()

    def close(self) -> None:
        self._client.close()
        self._stripe.close()

    def _new_client(self) -> httpx.Client:
        return httpx.Client(timeout=httpx.Timeout(8, connect=3))

    # --- talking ------------------------------------------------------------------------------------------------------

    def send(self, method: str, path: str, body: Any = None, key: str = "", token: str = "") -> httpx.Response | None:
        """One try; None when no answer came. The next try goes to the next server."""
        headers = {"Authorization": f"Bearer {token or self._token}"} | ({"Idempotency-Key": key} if key else {})
        road = self._world.till_roads[self._server % len(self._world.till_roads)]
        try:
            answer = self._client.request(method, f"{road.url}/api/v1{path}", json=body, headers=headers)
        except httpx.TransportError:
            self._server += 1
            return None
        if answer.status_code == 500:
            self._odd(f"500 from {method} {path.split('/')[-1] if method == 'POST' else path[:40]}")
        return answer

    def until_answered(
        self, method: str, path: str, body: Any = None, key: str = "", token: str = "",
        seconds: float = PATIENCE_SECONDS,
    ) -> httpx.Response | None:  # fmt: skip
        """The same request again and again until the answer is a certain one; None when patience ran out."""
        ends = time.monotonic() + seconds
        pause = threading.Event()
        while time.monotonic() < ends:
            answer = self.send(method, path, body, key, token)
            if answer is not None and answer.status_code not in (*AGAIN, 500):
                return answer
            pause.wait(0.15)
        return None

    def _odd(self, what: str) -> None:
        self.oddities[what] += 1

    # --- an intention -------------------------------------------------------------------------------------------------

    def work(self, intention: Intention) -> None:
        try:
            for step in intention.steps:
                if not getattr(self, f"_{step.do}")(intention, step):
                    return  # refused for good, or not answered in time: the calm phase goes on from the journal
        except Gone:
            self.journal.leave(intention.attempt)

    def _request(self, intention: Intention) -> dict[str, Any]:
        return {
            "invoice_id": self._plan.invoice_id(intention.invoice),
            "patient_id": self._patient,
            "amount": _text(intention.minor),
            "currency": CURRENCY,
        }

    def _open(self, intention: Intention, step: Step) -> bool:
        return self._begin(intention.attempt, self._request(intention), self._token)

    def _begin(self, attempt: str, request: dict[str, Any], token: str, seconds: float = PATIENCE_SECONDS) -> bool:
        self.journal.begin("attempt", attempt, request)
        answer = self.until_answered("POST", INTENTS, request, attempt, token, seconds)
        return answer is not None and self._heard(attempt, answer)

    def _heard(self, attempt: str, answer: httpx.Response) -> bool:
        """Write down what an answer says; False when there is nothing more to do for the attempt."""
        if answer.is_success:
            state = str(answer.json()["state"])
            self.journal.told(attempt, state)
            if state in FINAL:
                self.journal.end(attempt)
            return state not in ("cancelled", "failed")
        code = str(answer.json().get("code"))
        self._count(f"{answer.status_code} {code}")
        if code == "card_declined":
            return True
        if answer.request.method == "POST" and answer.request.url.path.endswith(INTENTS):
            self.journal.told(attempt, f"refused: {code}")
            self.journal.end(attempt)
        return False

    def _charge(self, intention: Intention, step: Step) -> bool:
        path = f"{INTENTS}/{intention.attempt}/confirm"
        answer = self.until_answered("POST", path, {"payment_method_id": step.card})
        return answer is not None and self._heard(intention.attempt, answer)

    def _charge_and_vanish(self, intention: Intention, step: Step) -> bool:
        self.send("POST", f"{INTENTS}/{intention.attempt}/confirm", {"payment_method_id": step.card})
        return True

    def _ask(self, intention: Intention, step: Step) -> bool:
        """The page says that it is done: the server is to look."""
        answer = self.until_answered("POST", f"{INTENTS}/{intention.attempt}/confirm")
        return answer is not None and self._heard(intention.attempt, answer)

    def _cancel(self, intention: Intention, step: Step) -> bool:
        answer = self.until_answered("POST", f"{INTENTS}/{intention.attempt}/cancel")
        return answer is not None and self._heard(intention.attempt, answer)

    def _restart(self, intention: Intention, step: Step) -> bool:
        """The till is switched off and on: all it knows is in its journal."""
        self._client.close()
        self._client = self._new_client()
        mine = [one for one in self.journal.begun() if one.id == intention.attempt]
        for one in mine:
            if not one.ended:
                return self._begin(one.id, one.request, self._token)
        return bool(mine)

    def _vanish(self, intention: Intention, step: Step) -> bool:
        raise Gone

    def _both(self, intention: Intention, step: Step) -> bool:
        """The page and an API client charge in the same moment."""
        with ThreadPoolExecutor(1) as pool:
            page = pool.submit(self._page, intention, step)
            charged = self._charge(intention, step)
            page.result()
        return charged

    def _rival(self, intention: Intention, step: Step) -> bool:
        """A second till wants the same invoice paid, with an attempt of its own."""
        self._begin(intention.rival, self._request(intention), self._rival_token, 3)
        return True

    # --- giving back --------------------------------------------------------------------------------------------------

    def _refund(self, intention: Intention, step: Step) -> bool:
        request = {"payment_intent_id": intention.attempt, "amount": _text(step.minor), "reason": "Proof by force"}
        self.journal.begin("refund", step.key, request)
        self._ask_back(step.key, request, PATIENCE_SECONDS)
        return True

    def _ask_back(self, refund: str, request: dict[str, Any], seconds: float) -> None:
        answer = self.until_answered("POST", REFUNDS, request, refund, seconds=seconds)
        if answer is None:
            return
        if answer.is_success:
            self.journal.told(refund, str(answer.json()["state"]))
        else:
            code = str(answer.json().get("code"))
            self._count(f"{answer.status_code} {code}")
            self.journal.told(refund, f"refused: {code}")
        self.journal.end(refund)

    def _decide(self, intention: Intention, step: Step) -> bool:
        """The supervisor, who is not the one who asked; twice if the answer was lost."""
        asked = self.until_answered("GET", f"{REFUNDS}/{step.key}", token=self._rival_token, seconds=4)
        if asked is None or not asked.is_success:
            return True
        body = {"amount": asked.json()["amount"]} if step.yes else {"note": "no"}
        path = f"{REFUNDS}/{step.key}/{'approve' if step.yes else 'refuse'}"
        answer = self.until_answered("POST", path, body, token=self._rival_token)
        if answer is not None:
            self._count(f"{answer.status_code} {answer.json().get('state') or answer.json().get('code')} of a refund")
        return True

    def _dashboard_refund(self, intention: Intention, step: Step) -> bool:
        """Somebody gives money back in Stripe's dashboard, and tells nobody."""
        stripe_id = self._stripe_id(intention)
        if stripe_id is not None:
            self._at_stripe("POST", "/v1/refunds", {"payment_intent": stripe_id, "amount": str(step.minor)})
        return True

    # --- the patient, straight at Stripe ------------------------------------------------------------------------------

    def _page(self, intention: Intention, step: Step) -> bool:
        stripe_id = self._stripe_id(intention)
        if stripe_id is not None:
            self._at_stripe("POST", f"/v1/payment_intents/{stripe_id}/confirm", {"payment_method": step.card})
        return True

    def _bank(self, intention: Intention, step: Step) -> bool:
        stripe_id = self._stripe_id(intention)
        found = self._at_stripe("GET", f"/v1/payment_intents/{stripe_id}") if stripe_id else None
        action = (found or {}).get("next_action") or {}
        url = (action.get("redirect_to_url") or {}).get("url") or (action.get("use_stripe_sdk") or {}).get("stripe_js")
        if url:
            path = httpx.URL(url).path
            self._at_stripe("POST", f"{path}/complete", {"outcome": "complete" if step.yes else "fail"})
        return True

    def _stripe_id(self, intention: Intention) -> str | None:
        answer = self.until_answered("GET", f"{INTENTS}/{intention.attempt}", seconds=4)
        return answer.json()["stripe_payment_intent_id"] if answer is not None and answer.is_success else None

    def _at_stripe(self, method: str, path: str, data: dict[str, str] | None = None) -> dict[str, Any] | None:
        """The patient's browser asks once; what it hears nobody relies on."""
        try:
            answer = self._stripe.request(method, path, data=data, headers={"Accept": "application/json"})
            return dict(answer.json())
        except (httpx.TransportError, ValueError):
            return None

    # --- when all is calm ---------------------------------------------------------------------------------------------

    def finish(self) -> None:
        """The till starts again and ends what its journal says was begun: nothing stays open but what was left."""
        self._client.close()
        self._client = self._new_client()
        for one in self.journal.begun():
            if one.ended or one.left:
                continue
            if one.kind == "refund":
                self._ask_back(one.id, one.request, 60)
            else:
                self._finish(one)

    def _finish(self, one: Begun) -> None:
        token = self._rival_token if self._is_rival(one.id) else self._token
        if not self._begin(one.id, one.request, token, 60):
            return
        path = f"{INTENTS}/{one.id}"
        for what in ("confirm", "cancel", "confirm"):
            answer = self.until_answered("POST", f"{path}/{what}", token=token, seconds=60)
            if answer is None or not self._heard(one.id, answer) or answer.json()["state"] in FINAL:
                return

    def _is_rival(self, attempt: str) -> bool:
        return any(intention.rival == attempt for intention in self._plan.intentions)


def _text(minor: int) -> str:
    return f"{minor // 100}.{minor % 100:02}"
