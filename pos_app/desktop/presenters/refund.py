"""Asking for a refund: what is filled in, the one question, and what became of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol
from uuid import uuid4

from pos_app.desktop.ports import Clock, Job, OpenRefund, Runner, Timers
from pos_app.desktop.presenters import refund_faces as faces
from pos_app.desktop.presenters.amounts import Typed, typed_refund
from pos_app.desktop.presenters.approval import ApprovalPresenter
from pos_app.desktop.presenters.attempt import Silence
from pos_app.desktop.presenters.connection import Connection
from pos_app.desktop.presenters.faces.common import ActionFace, Answered, Question, Screen, Toast, Tone
from pos_app.desktop.presenters.faces.payment import FooterFace
from pos_app.desktop.presenters.faces.refund import RefundStage, RefundView
from pos_app.desktop.presenters.refund_course import CourseListener, RefundCourse
from pos_app.desktop.presenters.refund_faces import Wish
from pos_app.desktop.presenters.waiting import Waiting
from pos_app.desktop.presenters.words import Words
from pos_app.desktop.problems import advice_for
from pos_app.desktop.say import say
from pos_app.desktop.session import Session
from pos_app.money import Money
from pos_app.wire.invoices import InvoiceDetail
from pos_app.wire.refunds import CreateRefund, ReasonCode, RefundAnswer

LONGEST_WORDS = 500


class RefundScreenApi(Protocol):
    def invoice(self, invoice_id: str) -> InvoiceDetail: ...
    def refund(self, refund_id: str) -> RefundAnswer: ...


@dataclass(frozen=True, slots=True)
class RefundWays:
    """Where the refund screen leads. ``left`` with what was seen last: the list is to be read again, and what is open
    looked after."""

    go: Callable[[Screen], None]
    toast: Callable[[Toast], None]
    ask: Callable[[Question, Answered], None]
    left: Callable[[RefundAnswer | None], None]


@dataclass(slots=True)
class Refunding:
    """One refund at the screen. ``invoice`` and ``wish`` are missing where only a refund is looked at."""

    person_id: str
    invoice: InvoiceDetail | None = None
    choices: tuple[faces.Refundable, ...] = ()
    wish: Wish | None = None
    course: RefundCourse | None = None
    amount: Money | None = None  # asked for
    silence: Silence | None = None

    @property
    def filling_in(self) -> bool:
        return self.wish is not None and self.course is None


class RefundPresenter:
    """Implements RefundActions and CourseListener."""

    def __init__(
        self, view: RefundView, api: RefundScreenApi, new_course: Callable[[CourseListener], RefundCourse],
        approval: ApprovalPresenter, runner: Runner, timers: Timers, clock: Clock, connection: Connection,
        session: Session, words: Words, ways: RefundWays,
    ) -> None:  # fmt: skip
        self._view = view
        self._api = api
        self._new_course = new_course
        self._approval = approval
        self._runner = runner
        self._waiting = Waiting(timers)
        self._clock = clock
        self._connection = connection
        self._session = session
        self._words = words
        self._ways = ways
        self._now: Refunding | None = None
        self._job: Job[InvoiceDetail] | Job[RefundAnswer] | None = None
        self._was_lost = False
        connection.listen(self._connection_changed)
        view.bind(self)

    # --- coming and going -----------------------------------------------------------------------------------------

    @property
    def active(self) -> bool:
        return self._now is not None

    @property
    def refund_id(self) -> str | None:
        """The refund this screen looks after, if any."""
        return self._now.course.id if self._now and self._now.course else None

    def begin(self, invoice: InvoiceDetail) -> None:
        """Fill in a refund of ``invoice``; what it has left is read once more meanwhile."""
        choices = faces.refundable(invoice)
        if self.active or not choices or not self._session.asks_refunds:
            return
        self._now = Refunding(self._session.person_id, invoice, choices, Wish(choices[0]))
        self._open()
        self._view.show_header(faces.header(self._words, invoice))
        self._view.show_stage(RefundStage.FORM)
        self._show()
        self._read_again(invoice.id)

    def look_at(self, refund_id: str) -> None:
        """Follow a refund that was asked for before."""
        if self.active or self._job:
            return
        job = self._runner.run("reads", lambda: self._api.refund(refund_id))
        self._job = job
        job.then(self._found, self._not_found)

    def session_ended(self) -> None:
        """Keep everything as it is until the same person is back."""
        self._drop_job()
        if self._now and self._now.course:
            self._now.course.pause()

    def session_begun(self, person_id: str) -> None:
        if self._now is None:
            return
        if self._now.person_id != person_id:
            self.drop()
            return
        self._ways.go(Screen.REFUND)
        if self._now.course:
            self._now.course.resume()

    def drop(self) -> None:
        """Leave at once; the journal has what is open."""
        self._drop_job()
        self._waiting.stop()
        if self._now and self._now.course:
            self._now.course.release()
        self._now = None
        self._view.forget()

    # --- what the person does -------------------------------------------------------------------------------------

    def choose_payment(self, key: str) -> None:
        now = self._now
        if now and now.filling_in and now.wish:
            chosen = next((one for one in now.choices if one.payment.id == key), None)
            if chosen and chosen != now.wish.chosen:
                now.wish = self._typed(replace(now.wish, chosen=chosen))
                self._show()

    def choose_whole(self) -> None:
        self._fill(part=None, typed=Typed(None))

    def choose_part(self) -> None:
        if self._now and self._now.filling_in and self._now.wish:
            if self._now.wish.part is None:
                self._fill(part="", typed=Typed(None))
            self._view.focus_part()

    def part_typed(self, text: str) -> None:
        if self._now and self._now.filling_in and self._now.wish and self._now.wish.part is not None:
            self._now.wish = self._typed(replace(self._now.wish, part=text))
            self._show()

    def choose_reason(self, key: str) -> None:
        self._fill(reason=ReasonCode(key))

    def words_typed(self, text: str) -> None:
        self._fill(words=text[:LONGEST_WORDS])

    def act(self, key: str) -> None:
        now = self._now
        if now is None:
            return
        answer = now.course.answer if now.course else None
        if key == "ask":
            self._ask(now)
        elif key == "back":
            self.escape()
        elif key == "ask_now" and now.course:
            self._connection.poll()
            now.course.reread()
        elif key == "withdraw" and now.course and answer and not self._connection.lost:
            course = now.course
            self._ways.ask(faces.withdraw_question(self._words, answer), lambda said: self._withdraw(course, said))
        elif key == "supervisor_here" and answer and not self._connection.lost:
            self._approval.approve_here(answer, self._decided)

    def escape(self) -> None:
        """Back to the invoices. What was sent goes on by itself."""
        now = self._now
        if now is None:
            return
        if now.course and now.course.answer is None and now.invoice:
            text = say("{number}: whether the refund was asked for is looked up for you.", number=now.invoice.number)
            self._ways.toast(Toast(text, Tone.CHECKING))
        seen = now.course.answer if now.course else None
        self.drop()
        self._ways.go(Screen.INVOICES)
        self._ways.left(seen)

    # --- asking ---------------------------------------------------------------------------------------------------

    def _ask(self, now: Refunding) -> None:
        wish, invoice = now.wish, now.invoice
        if not now.filling_in or wish is None or invoice is None or wish.missing or self._connection.lost:
            return
        amount = wish.amount
        if amount is None:
            return
        self._ways.ask(
            faces.question(self._words, invoice, wish, amount),
            lambda key: self._send(now, wish, amount) if key == "ask" else None,
        )

    def _send(self, now: Refunding, wish: Wish, amount: Money) -> None:
        """What stood in the question, and nothing else: it may have changed on the screen meanwhile."""
        if now is not self._now or not now.filling_in or now.invoice is None:
            return
        if now.wish is None or (now.wish.chosen, now.wish.amount) != (wish.chosen, amount):
            self._ways.toast(
                Toast(say("What is left has changed meanwhile. Nothing was asked for; look again."), Tone.BAD)
            )
            return
        self._drop_job()
        entry = OpenRefund(
            str(uuid4()), self._session.link.server, now.person_id, now.invoice.number, amount.minor, amount.currency,
            "begun", self._clock.now(),
        )  # fmt: skip
        wanted = CreateRefund(
            payment_intent_id=wish.chosen.attempt_id,
            amount=str(amount),
            currency=amount.currency,
            reason=wish.words.strip(),
            reason_code=wish.reason,
        )
        now.amount = amount
        now.course = self._new_course(self)
        self._show()
        now.course.begin(entry, wanted)

    def refund_answered(self, answer: RefundAnswer) -> None:
        if self._now is None or self._now.course is None or self._now.course.id != answer.id:
            return
        self._connection.answered()
        self._waiting.cancel("tick")
        self._now.silence = None
        self._show()
        self._view.show_stage(RefundStage.FOLLOW)

    def refund_silent(self, silence: Silence) -> None:
        if self._now is None:
            return
        self._now.silence = silence
        if self._now.course and self._now.course.answer is None:
            self._tick()
            self._view.show_stage(RefundStage.FOLLOW)

    def refund_refused(self, error: Exception) -> None:
        """Back to the form, where another amount or payment can be chosen, unless an earlier try may have made it."""
        now = self._now
        if now is None:
            return
        advice = advice_for(error)
        self._ways.toast(Toast(f"{advice.sentence} {advice.next_step}", Tone.BAD))
        self._waiting.stop()
        doubt = now.course is not None and now.course.in_doubt
        if now.course:
            now.course.release()
        if doubt or now.invoice is None:
            self.escape()
            return
        now.course, now.amount, now.silence = None, None, None
        self._view.show_stage(RefundStage.FORM)
        self._show()
        self._read_again(now.invoice.id)

    def refund_unmoved(self, error: Exception) -> None:
        advice = advice_for(error)
        self._ways.toast(Toast(f"{advice.sentence} {advice.next_step}", Tone.BAD))
        self._show()

    # --- inside ---------------------------------------------------------------------------------------------------

    def _open(self) -> None:
        self._ways.go(Screen.REFUND)

    def _found(self, answer: RefundAnswer) -> None:
        self._job = None
        self._connection.answered()
        if self._session.person is None:
            return
        self._now = Refunding(self._session.person_id)
        self._now.course = self._new_course(self)
        self._view.show_header(faces.header_of(self._words, answer))
        self._open()
        self._now.course.follow(answer)

    def _not_found(self, error: Exception) -> None:
        self._job = None
        self._connection.saw(error)
        self._ways.toast(Toast(advice_for(error).sentence, Tone.BAD))

    def _decided(self, answer: RefundAnswer | None) -> None:
        course = self._now.course if self._now else None
        if course is None:
            return
        if answer is not None and answer.id == course.id:
            course.take(answer)
        else:
            course.reread()
        self._show()

    def _withdraw(self, course: RefundCourse, said: str) -> None:
        if said == "withdraw" and self._now and self._now.course is course:
            course.withdraw()
            self._show()

    def _fill(self, **changes: object) -> None:
        now = self._now
        if now and now.filling_in and now.wish:
            now.wish = replace(now.wish, **changes)  # type: ignore[arg-type]  # names and types as the callers write them
            self._show()

    def _typed(self, wish: Wish) -> Wish:
        return (
            wish if wish.part is None else replace(wish, typed=typed_refund(wish.part, wish.chosen.left, self._words))
        )

    def _read_again(self, invoice_id: str) -> None:
        self._drop_job()
        job = self._runner.run("reads", lambda: self._api.invoice(invoice_id))
        self._job = job
        job.then(self._fresh, self._not_fresh)

    def _fresh(self, invoice: InvoiceDetail) -> None:
        self._job = None
        self._connection.answered()
        now = self._now
        if now is None or not now.filling_in or now.wish is None:
            return
        now.invoice, now.choices = invoice, faces.refundable(invoice)
        if not now.choices:
            self._ways.toast(
                Toast(say("{number}: nothing is left to give back by now.", number=invoice.number), Tone.BAD)
            )
            self.escape()
            return
        wanted = now.wish.chosen.payment.id
        chosen = next((one for one in now.choices if one.payment.id == wanted), now.choices[0])
        now.wish = self._typed(replace(now.wish, chosen=chosen))
        self._show()

    def _not_fresh(self, error: Exception) -> None:
        self._job = None
        self._connection.saw(error)  # the server checks what is left once more when it is asked for

    def _show(self) -> None:
        now = self._now
        if now is None:
            return
        answer = now.course.answer if now.course else None
        self._view.show_steps(faces.steps(answer))
        if answer is not None:
            mine = answer.by_id == now.person_id or self._session.supervises
            busy = self._approval.busy == answer.id or bool(now.course and now.course.withdrawing)
            self._view.show_follow(
                faces.follow_face(self._words, answer, mine=mine, lost=self._connection.lost, busy=busy)
            )
        elif now.wish and now.invoice:
            locked = now.course is not None
            self._view.show_form(faces.form_face(self._words, now.invoice, now.choices, now.wish, locked=locked))
            self._view.show_footer(self._footer(now, now.invoice, now.wish))

    def _footer(self, now: Refunding, invoice: InvoiceDetail, wish: Wish) -> FooterFace:
        if now.course is None or now.amount is None:
            return faces.footer(self._words, invoice, wish, lost=self._connection.lost)
        text = say("Asking for {amount}…", amount=self._words.money(now.amount))
        action = ActionFace("ask", text, enabled=False, why=say("It is being asked for."))
        detail = say("Nothing is sent before a supervisor has approved it.")
        return FooterFace(say("It is being asked for."), detail, action, busy=True)

    def _tick(self) -> None:
        now = self._now
        if now is None or now.silence is None or now.invoice is None or now.wish is None or now.amount is None:
            return
        seconds = max(0, round(now.silence.next_at - self._clock.monotonic()))
        self._view.show_follow(
            faces.doubt_face(self._words, now.invoice, now.wish, now.amount, now.silence.tries, seconds)
        )
        self._waiting.after("tick", 1000, self._tick)

    def _drop_job(self) -> None:
        if self._job:
            self._job.drop()
            self._job = None

    def _connection_changed(self) -> None:
        if self._connection.lost != self._was_lost:
            self._was_lost = self._connection.lost
            now = self._now
            if now and not (now.course and now.course.answer is None):
                self._show()
