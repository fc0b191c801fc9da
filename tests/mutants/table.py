"""The bugs, each a replacement of exact text, and the tests that have to catch it.

Whoever changes a line that stands here changes it here too: ``test_mutants.py`` says at once what no longer fits.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

PAYMENTS: Final = "pos_app/server/payments"
TESTS: Final = "tests/integration/payments"


@dataclass(frozen=True, slots=True)
class Mutant:
    """``old`` must stand in ``path`` exactly once; ``tests`` are what pytest is given, at least one must fail."""

    name: str
    path: str
    old: str
    new: str
    tests: tuple[str, ...]


UNKNOWN_OPENING: Final = (
    f"{TESTS}/test_faults.py::test_an_unknown_opening_blocks_the_invoice_and_the_worker_ends_the_doubt[sqlite]"
)

MUTANTS: Final = (
    Mutant(
        "no idempotency key",
        "pos_app/server/gateway/stripe_service.py",
        'return {"idempotency_key": key}',
        "return {}",
        (UNKNOWN_OPENING,),
    ),
    Mutant(
        "a new key on each retry",
        f"{PAYMENTS}/attempts.py",
        "self._processor.create_intent(new, key)",
        'self._processor.create_intent(new, f"{key}:{self._clock.now().timestamp()}")',
        (UNKNOWN_OPENING,),
    ),
    Mutant(
        "no row lock on the attempt and its invoice",
        f"{PAYMENTS}/recording.py",
        "    invoice = _locked(session, its_invoice.where(StripePaymentIntent.id == attempt_id))\n"
        "    return _locked_attempt(session, attempt_id, invoice)\n",
        "    invoice = session.scalars(its_invoice.where(StripePaymentIntent.id == attempt_id)).one()\n"
        "    return session.get_one(StripePaymentIntent, attempt_id), invoice\n",
        (f"{TESTS}/test_recording.py::test_two_payments_of_one_invoice_heard_at_once_both_count[postgresql]",),
    ),
    Mutant(
        "the check outside the write transaction",
        f"{PAYMENTS}/service.py",
        "                with self._database.write() as session:\n"
        "                    opened = opening.open_attempt(session, who, wanted, self._clock.now())\n",
        "                with self._database.read() as session:\n"
        "                    opened = opening.open_attempt(session, who, wanted, self._clock.now())\n"
        "                    new = [*session.new]\n"
        "                    session.expunge_all()\n"
        "                with self._database.write() as session:\n"
        "                    session.add_all(new)\n",
        ("tests/faults/test_checks.py::test_the_balance_is_checked_where_the_attempt_is_stored",),
    ),
    Mutant(
        "an event is done before its effect",
        "pos_app/server/work/events.py",
        "                remark = self._news.hear(one.subject)\n",
        '                self._done(name, one, "")\n                remark = self._news.hear(one.subject)\n',
        ("tests/faults/test_server.py::test_an_event_is_done_only_with_its_effect[sqlite]",),
    ),
    Mutant(
        "the last news wins over a final state",
        f"{PAYMENTS}/rules.py",
        "return current if current.final else news",
        "return news",
        ("tests/unit/server/payments/test_rules.py",),
    ),
    Mutant(
        "a timeout means failed",
        f"{PAYMENTS}/attempts.py",
        "            if isinstance(error, ProcessorRefused):\n                self._failed(",
        "            if isinstance(error, ProcessorError):\n                self._failed(",
        (UNKNOWN_OPENING,),
    ),
    Mutant(
        "a float times a hundred",
        "pos_app/money.py",
        "scaled = value.scaleb(digits)",
        "scaled = Decimal(float(text) * 10**digits)",
        ("tests/unit/test_money.py",),
    ),
    Mutant(
        "every currency has two decimals",
        "pos_app/money.py",
        "        return 0\n    if currency in THREE_DECIMAL:\n        return 3",
        "        return 2\n    if currency in THREE_DECIMAL:\n        return 2",
        ("tests/unit/test_money.py",),
    ),
    Mutant(
        "a webhook's signature is not verified",
        "pos_app/server/gateway/stripe_signatures.py",
        "    reasons: list[str] = []\n",
        "    return text\n    reasons: list[str] = []\n",
        ("tests/unit/server/webhooks/test_signatures.py",),
    ),
    Mutant(
        "what an event claims is believed",
        "pos_app/server/webhooks/inbox.py",
        "        with self._database.write() as session:\n            # in one order everywhere",
        "        from pos_app.server.models import StripePaymentIntent as Row\n"
        "        paid = [one.object_id for one in notices if one.type == 'payment_intent.succeeded']\n"
        "        with self._database.write() as session:\n"
        "            its = update(Row).where(Row.stripe_id.in_(paid))\n"
        "            session.execute(its.values(state='succeeded', live=False))\n"
        "            # in one order everywhere",
        (f"{TESTS}/test_webhooks.py::test_what_an_event_claims_is_not_believed[sqlite]",),
    ),
    Mutant(
        "the refund limit without those on their way",
        "pos_app/server/refunds/rules.py",
        "        RefundState.REQUESTED,\n        RefundState.APPROVED,\n        RefundState.SUBMITTED,\n"
        "        RefundState.PENDING,\n        RefundState.REQUIRES_ACTION,\n        RefundState.SUCCEEDED,\n    ]",
        "        RefundState.SUCCEEDED,\n    ]",
        ("tests/integration/payments/test_refunds.py::test_fifty_refunds_of_ten_on_a_payment_of_a_hundred[sqlite]",),
    ),
    Mutant(
        "a refund that is on its way shown as done",
        "pos_app/server/refunds/rules.py",
        '"pending": RefundState.PENDING,',
        '"pending": RefundState.SUCCEEDED,',
        ("tests/integration/payments/test_refund_outcomes.py::test_a_refund_on_its_way_is_not_shown_as_done[sqlite]",),
    ),
    Mutant(
        "the balance is not checked again at success",
        f"{PAYMENTS}/arrivals.py",
        "            _check_fits(self._session, attempt, invoice, snapshot, self._now)\n",
        "",
        (f"{TESTS}/test_recording.py::test_money_for_an_invoice_paid_meanwhile_is_kept_and_shown_to_a_supervisor",),
    ),
    Mutant(
        "the lease is ignored",
        f"{PAYMENTS}/rules.py",
        "return asker == holder or lease_ends <= asked",
        "return True",
        ("tests/unit/server/payments/test_rules.py",),
    ),
    Mutant(
        "the receipt's number outside the transaction",
        f"{PAYMENTS}/arrivals.py",
        "            sequences = next_numbers(self._session, receipts.COUNTER, len(self._arrived))\n",
        "            with Session(self._session.get_bind()) as other, other.begin():\n"
        "                sequences = next_numbers(other, receipts.COUNTER, len(self._arrived))\n",
        (f"{TESTS}/test_recording.py::test_a_record_that_is_rolled_back_leaves_no_gap[postgresql]",),
    ),
    Mutant(
        "a 409 taken for success",
        "pos_app/server/payments/attempts.py",
        "        except ProcessorError as error:\n            if self._look(attempt_id).stripe_id is not None:",
        "        except ProcessorBusy:\n            return None\n"
        "        except ProcessorError as error:\n            if self._look(attempt_id).stripe_id is not None:",
        (f"{TESTS}/test_faults.py::test_an_opening_that_stripe_puts_off_is_not_an_opening[sqlite]",),
    ),
    Mutant(
        "an unknown outcome is swallowed",
        f"{PAYMENTS}/service.py",
        "                self._charge(who, current, request)\n        except ProcessorError as error:\n",
        "                self._charge(who, current, request)\n        except ProcessorUnknown:\n            pass\n"
        "        except ProcessorError as error:\n",
        (f"{TESTS}/test_faults.py::test_asking_again_after_a_lost_answer_says_that_it_is_paid[sqlite-pm_card_visa]",),
    ),
    Mutant(
        "the currency is not compared",
        f"{PAYMENTS}/opening.py",
        "if request.currency != invoice.currency:",
        "if False:",
        (f"{TESTS}/test_taking.py::test_what_is_refused_reaches_nobody",),
    ),
    Mutant(
        "SQLite begins deferred",
        "pos_app/server/db.py",
        'self._writer = _sqlite_engine(text, "BEGIN IMMEDIATE", pool_size=1)',
        'self._writer = _sqlite_engine(text, "BEGIN", pool_size=1)',
        ("tests/faults/test_checks.py::test_whoever_may_write_has_the_database_from_the_first_look_on",),
    ),
    Mutant(
        "a stale read is applied",
        f"{PAYMENTS}/attempts.py",
        "            if read_at_version is not None and rules.outdated(read_at_version, attempt.version, snapshot):\n"
        "                return None\n",
        "",
        ("tests/faults/test_checks.py::test_an_answer_older_than_what_is_known_is_read_again",),
    ),
    Mutant(
        "money of a second intent is dropped",
        f"{PAYMENTS}/attempts.py",
        "                if rules.heard(snapshot.status) is AttemptState.SUCCEEDED:\n"
        "                    unassigned.second_intent(session, attempt, snapshot, now)\n",
        "",
        (
            "tests/integration/books/test_recovery.py"
            "::test_what_a_second_intent_of_one_attempt_takes_is_nobodys_and_told_once[sqlite]",
        ),
    ),
    Mutant(
        "what a bank has kept is given back",
        "pos_app/server/refunds/rows.py",
        "or_(StripeDispute.live, StripeDispute.status == _LOST)",
        "StripeDispute.live",
        (f"{TESTS}/test_refund_recording.py::test_what_a_bank_holds_or_has_kept_is_not_given_back",),
    ),
    Mutant(
        "an older copy asks Stripe once more",
        "pos_app/server/refunds/rules.py",
        "return state in (RefundState.REQUESTED, RefundState.APPROVED, RefundState.SUBMITTED, RefundState.FAILED)",
        "return state in (RefundState.SUBMITTED, RefundState.FAILED)",
        (
            f"{TESTS}/test_refund_recording.py"
            "::test_an_older_copy_that_waits_for_a_refund_stripe_has_made_since_learns_of_it",
        ),
    ),
    Mutant(
        "an entry booked over in another currency",
        "pos_app/server/ledger/service.py",
        "if before != (new.debit, new.credit, new.minor, about.currency, about.payment_id):",
        "if (before[:3], before[4]) != ((new.debit, new.credit, new.minor), about.payment_id):",
        ("tests/integration/books/test_posting.py",),
    ),
    Mutant(
        "a change that the disk had no room for is said to be kept",
        "pos_app/server/db.py",
        "                    if not _under_way(connection):\n",
        "                    if False:\n",
        ("tests/faults/test_checks.py::test_what_a_full_disk_undoes_with_another_change_is_not_said_to_be_kept",),
    ),
    Mutant(
        "news of a refund that was overtaken is applied",
        "pos_app/server/refunds/conversation.py",
        "            if read_at_version is not None and rules.outdated(read_at_version, here.refund.version, "
        "snapshot.status):\n                return False\n",
        "",
        (f"{TESTS}/test_refund_recording.py::test_news_that_newer_news_has_overtaken_is_asked_for_again",),
    ),
    Mutant(
        "an attempt that was given up is never asked about again",
        f"{PAYMENTS}/attempts.py",
        "            if seen.state is AttemptState.SUCCEEDED:\n                return None\n            # One that",
        "            if seen.state in (AttemptState.SUCCEEDED, AttemptState.FAILED):\n                return None\n"
        "            # One that",
        (
            "tests/integration/books/test_recovery.py"
            "::test_what_the_intent_of_an_attempt_that_was_given_up_takes_is_recorded[sqlite-False]",
        ),
    ),
    Mutant(
        "an older copy takes money before it has caught up",
        f"{PAYMENTS}/service.py",
        "            self._catch_up()\n",
        "            pass\n",
        ("tests/integration/books/test_heal.py::test_what_an_older_copy_shows_as_open_is_not_paid_again[sqlite]",),
    ),
    Mutant(
        "a refund that has come back is done once more",
        "pos_app/server/refunds/rules.py",
        "    return max(current, news, key=_STAGE.__getitem__)\n",
        "    return news if news is RefundState.SUCCEEDED else max(current, news, key=_STAGE.__getitem__)\n",
        (f"{TESTS}/test_refund_recording.py::test_a_success_that_arrives_after_the_money_came_back_is_old_news",),
    ),
)
