"""The ledger, refunds, disputes and saved cards"""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

from pos_app.server.migrations import ledger_triggers, news_triggers

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)
ID = sa.String(length=64)
STRIPE_ID = sa.String(length=255)


def upgrade() -> None:
    _disputes_and_payouts()
    _refunds()
    _ledger()
    _exceptions()
    _cards()
    _inbox()
    op.add_column("stripe_payment_intents", sa.Column("payment_method_id", STRIPE_ID, nullable=True))
    op.execute("UPDATE stripe_events SET object_kind = 'payment_intent' WHERE object_id LIKE 'pi\\_%' ESCAPE '\\'")
    op.execute("UPDATE stripe_payment_intents SET state = 'submitted' WHERE state = 'ready'")
    _bring_forward()
    ledger_triggers.create(op.get_bind())
    news_triggers.create(op.get_bind())


def _inbox() -> None:
    with _altering("stripe_events") as table:
        table.add_column(sa.Column("object_kind", sa.String(length=32), nullable=False, server_default=""))
        table.add_column(sa.Column("claimed_by", ID, nullable=False, server_default=""))
    with _altering("stripe_events") as table:
        for name in ("object_kind", "claimed_by"):
            table.alter_column(name, server_default=None)
    with_payload = sa.text("state = 'done' AND payload <> ''")
    op.create_index(
        "ix_stripe_events_payloads",
        "stripe_events",
        ["done_at"],
        sqlite_where=with_payload,
        postgresql_where=with_payload,
    )
    op.create_table(
        "workers",
        sa.Column("id", ID, nullable=False),
        sa.Column("alive_until", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workers")),
    )


def _altering(table: str) -> AbstractContextManager[BatchOperations]:
    # Tables that are referred to stay out of it: nothing of theirs changes, and not all of it can be read back.
    return op.batch_alter_table(table, reflect_kwargs={"resolve_fks": False})


def _refunds() -> None:
    with _altering("stripe_refunds") as table:
        table.add_column(sa.Column("request_hash", ID, nullable=False, server_default=""))
        table.add_column(sa.Column("state", sa.String(length=32), nullable=False, server_default="succeeded"))
        table.add_column(sa.Column("live", sa.Boolean(), nullable=False, server_default=sa.false()))
        table.add_column(sa.Column("origin", sa.String(length=16), nullable=False, server_default="till"))
        table.add_column(sa.Column("reason_code", sa.String(length=32), nullable=False, server_default=""))
        table.add_column(sa.Column("failure_reason", ID, nullable=False, server_default=""))
        table.add_column(sa.Column("till", ID, nullable=False, server_default=""))
        table.add_column(sa.Column("version", sa.BigInteger(), nullable=False, server_default="1"))
        table.add_column(sa.Column("tries", sa.Integer(), nullable=False, server_default="0"))
        table.add_column(sa.Column("next_check_at", TIME, nullable=True))
    names = "request_hash state live origin reason_code failure_reason till version tries"
    with _altering("stripe_refunds") as table:
        for name in names.split():  # the models always give a value
            table.alter_column(name, server_default=None)
    op.create_index("ix_stripe_refunds_next_check_at", "stripe_refunds", ["next_check_at"])
    op.create_index("ix_stripe_refunds_list", "stripe_refunds", ["created_at", "id"])
    waiting = sa.text("state = 'requested'")
    op.create_index(
        "ix_stripe_refunds_waiting",
        "stripe_refunds",
        ["created_at", "id"],
        sqlite_where=waiting,
        postgresql_where=waiting,
    )
    op.create_table(
        "refund_decisions",
        sa.Column("id", ID, nullable=False),
        sa.Column("refund_id", ID, nullable=False),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("decision", sa.String(length=16), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("till", ID, nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.ForeignKeyConstraint(
            ["refund_id"], ["stripe_refunds.id"], name=op.f("fk_refund_decisions_refund_id_stripe_refunds")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_refund_decisions_user_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_refund_decisions")),
        sa.UniqueConstraint("refund_id", "user_id", name=op.f("uq_refund_decisions_refund_id_user_id")),
    )
    op.create_index("ix_refund_decisions_refund_id", "refund_decisions", ["refund_id"])


def _disputes_and_payouts() -> None:
    op.create_table(
        "stripe_disputes",
        sa.Column("id", STRIPE_ID, nullable=False),
        sa.Column("payment_id", ID, nullable=True),
        sa.Column("charge_id", STRIPE_ID, nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("reason", ID, nullable=False),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("live", sa.Boolean(), nullable=False),
        sa.Column("answer_by", TIME, nullable=True),
        sa.Column("next_check_at", TIME, nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("updated_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(["payment_id"], ["payments.id"], name=op.f("fk_stripe_disputes_payment_id_payments")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stripe_disputes")),
    )
    op.create_index("ix_stripe_disputes_payment_id", "stripe_disputes", ["payment_id"])
    op.create_index("ix_stripe_disputes_next_check_at", "stripe_disputes", ["next_check_at"])
    op.create_table(
        "stripe_payouts",
        sa.Column("id", STRIPE_ID, nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("failure_code", ID, nullable=False),
        sa.Column("arrives_at", TIME, nullable=True),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("updated_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stripe_payouts")),
    )
    op.create_table(
        "sweeps",
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("swept_until", TIME, nullable=False),
        sa.Column("run_at", TIME, nullable=True),
        sa.Column("next_run_at", TIME, nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("error", sa.String(length=500), nullable=False),
        sa.Column("found", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_sweeps")),
    )


def _ledger() -> None:
    op.create_table(
        "ledger_entries",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("key", STRIPE_ID, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("debit", sa.String(length=32), nullable=False),
        sa.Column("credit", sa.String(length=32), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("invoice_id", ID, nullable=True),
        sa.Column("payment_id", ID, nullable=True),
        sa.Column("refund_id", ID, nullable=True),
        sa.Column("dispute_id", STRIPE_ID, nullable=True),
        sa.Column("stripe_id", STRIPE_ID, nullable=False),
        sa.Column("happened_at", TIME, nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.CheckConstraint("amount_minor > 0", name=op.f("ck_ledger_entries_positive")),
        sa.CheckConstraint("debit <> credit", name=op.f("ck_ledger_entries_two_accounts")),
        sa.ForeignKeyConstraint(["invoice_id"], ["invoices.id"], name=op.f("fk_ledger_entries_invoice_id_invoices")),
        sa.ForeignKeyConstraint(["payment_id"], ["payments.id"], name=op.f("fk_ledger_entries_payment_id_payments")),
        sa.ForeignKeyConstraint(
            ["refund_id"], ["stripe_refunds.id"], name=op.f("fk_ledger_entries_refund_id_stripe_refunds")
        ),
        sa.ForeignKeyConstraint(
            ["dispute_id"], ["stripe_disputes.id"], name=op.f("fk_ledger_entries_dispute_id_stripe_disputes")
        ),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_ledger_entries")),
        sa.UniqueConstraint("key", name=op.f("uq_ledger_entries_key")),
    )
    for column in ("invoice_id", "payment_id", "refund_id", "dispute_id", "stripe_id", "at", "happened_at"):
        op.create_index(f"ix_ledger_entries_{column}", "ledger_entries", [column])


def _exceptions() -> None:
    with _altering("money_exceptions") as table:
        table.add_column(sa.Column("payment_id", ID, nullable=True))
        table.add_column(sa.Column("refund_id", ID, nullable=True))
        table.add_column(sa.Column("dispute_id", STRIPE_ID, nullable=True))
        table.add_column(sa.Column("stripe_id", STRIPE_ID, nullable=False, server_default=""))
        table.add_column(sa.Column("amount_minor", sa.BigInteger(), nullable=True))
        table.add_column(sa.Column("currency", sa.String(length=3), nullable=False, server_default=""))
        table.add_column(sa.Column("resolved_by", ID, nullable=True))
        table.add_column(sa.Column("resolution", sa.String(length=500), nullable=False, server_default=""))
    with _altering("money_exceptions") as table:
        for name in ("stripe_id", "currency", "resolution"):
            table.alter_column(name, server_default=None)
        for column, target in (
            ("payment_id", "payments"),
            ("refund_id", "stripe_refunds"),
            ("dispute_id", "stripe_disputes"),
            ("resolved_by", "users"),
        ):
            name = op.f(f"fk_money_exceptions_{column}_{target}")
            table.create_foreign_key(name, target, [column], ["id"])
    op.create_index("ix_money_exceptions_invoice_id", "money_exceptions", ["invoice_id"])
    still_open = sa.text("resolved_at IS NULL")
    op.create_index(
        "ix_money_exceptions_open",
        "money_exceptions",
        ["created_at", "id"],
        sqlite_where=still_open,
        postgresql_where=still_open,
    )


def _cards() -> None:
    op.create_table(
        "card_consents",
        sa.Column("id", ID, nullable=False),
        sa.Column("patient_id", ID, nullable=False),
        sa.Column("intent_id", ID, nullable=False),
        sa.Column("user_id", ID, nullable=True),
        sa.Column("till", ID, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("locale", sa.String(length=20), nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("withdrawn_at", TIME, nullable=True),
        sa.ForeignKeyConstraint(["patient_id"], ["patients.id"], name=op.f("fk_card_consents_patient_id_patients")),
        sa.ForeignKeyConstraint(
            ["intent_id"], ["stripe_payment_intents.id"], name=op.f("fk_card_consents_intent_id_stripe_payment_intents")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_card_consents_user_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_card_consents")),
        sa.UniqueConstraint("intent_id", name=op.f("uq_card_consents_intent_id")),
    )
    op.create_index("ix_card_consents_patient_id", "card_consents", ["patient_id"])
    op.drop_table("stripe_payment_methods")  # no version has kept a card yet
    with _altering("stripe_customers") as table:
        table.add_column(sa.Column("makes", sa.Integer(), nullable=False, server_default="0"))
        table.add_column(sa.Column("version", sa.BigInteger(), nullable=False, server_default="1"))
        table.add_column(sa.Column("look_at", TIME, nullable=True))
        table.add_column(sa.Column("tries", sa.Integer(), nullable=False, server_default="0"))
    with _altering("stripe_customers") as table:
        for name in ("makes", "version", "tries"):
            table.alter_column(name, server_default=None)
    op.create_index("ix_stripe_customers_look_at", "stripe_customers", ["look_at"])
    # Written out, because on SQLite a reference can only be added together with its column.
    op.execute(
        "ALTER TABLE stripe_payment_intents ADD COLUMN customer_id VARCHAR(64) "
        "CONSTRAINT fk_stripe_payment_intents_customer_id_stripe_customers REFERENCES stripe_customers (id)"
    )
    op.create_table(
        "stripe_payment_methods",
        sa.Column("id", ID, nullable=False),
        sa.Column("customer_id", ID, nullable=False),
        sa.Column("stripe_id", STRIPE_ID, nullable=False),
        sa.Column("brand", sa.String(length=32), nullable=False),
        sa.Column("last4", sa.String(length=4), nullable=False),
        sa.Column("exp_month", sa.Integer(), nullable=False),
        sa.Column("exp_year", sa.Integer(), nullable=False),
        sa.Column("fingerprint", ID, nullable=False),
        sa.Column("consent_id", ID, nullable=True),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("detached_at", TIME, nullable=True),
        sa.Column("detached_by", ID, nullable=True),
        sa.Column("gone_at", TIME, nullable=True),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["stripe_customers.id"], name=op.f("fk_stripe_payment_methods_customer_id_stripe_customers")
        ),
        sa.ForeignKeyConstraint(
            ["consent_id"], ["card_consents.id"], name=op.f("fk_stripe_payment_methods_consent_id_card_consents")
        ),
        sa.ForeignKeyConstraint(["detached_by"], ["users.id"], name=op.f("fk_stripe_payment_methods_detached_by_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stripe_payment_methods")),
        sa.UniqueConstraint("stripe_id", name=op.f("uq_stripe_payment_methods_stripe_id")),
    )
    op.create_index("ix_stripe_payment_methods_customer_id", "stripe_payment_methods", ["customer_id"])
    kept = sa.text("detached_at IS NULL AND fingerprint <> ''")
    op.create_index(
        "uq_stripe_payment_methods_card",
        "stripe_payment_methods",
        ["customer_id", "fingerprint"],
        unique=True,
        sqlite_where=kept,
        postgresql_where=kept,
    )


def _bring_forward() -> None:
    """Money that was recorded before there was a ledger: by card through Stripe, or from before.

    Frozen here with the keys and accounts of this version, so that the code may move on.
    """
    now = sa.bindparam("now", datetime.now(UTC).replace(tzinfo=None) if _sqlite() else datetime.now(UTC), TIME)
    entry = (
        "INSERT INTO ledger_entries (key, kind, debit, credit, amount_minor, currency, invoice_id, payment_id, "
        "refund_id, stripe_id, happened_at, at) "
    )
    # By card: what fits is the invoice's, a currency that is not its own waits in suspense. Overpaid sums were rare
    # and noted as exceptions; they stay receivable below zero until a supervisor has seen to them.
    op.get_bind().execute(
        sa.text(
            entry + "SELECT p.charge_id || CASE WHEN p.currency = i.currency THEN '\\:payment' ELSE '\\:unassigned' END, "
            "CASE WHEN p.currency = i.currency THEN 'payment' ELSE 'unassigned' END, 'stripe', "
            "CASE WHEN p.currency = i.currency THEN 'receivable' ELSE 'suspense' END, "
            "p.amount_minor, p.currency, p.invoice_id, p.id, NULL, p.charge_id, p.at, :now "
            "FROM payments p JOIN invoices i ON i.id = p.invoice_id WHERE p.intent_id IS NOT NULL ORDER BY p.at, p.id"
        ).bindparams(now)
    )
    op.get_bind().execute(
        sa.text(
            entry + "SELECT p.id || '\\:forward', 'forward_payment', 'forward', 'receivable', p.amount_minor, "
            "p.currency, p.invoice_id, p.id, NULL, '', p.at, :now FROM payments p "
            "WHERE p.intent_id IS NULL ORDER BY p.at, p.id"
        ).bindparams(now)
    )
    op.get_bind().execute(
        sa.text(
            entry + "SELECT r.id || '\\:forward', 'forward_refund', 'receivable', 'forward', r.amount_minor, "
            "r.currency, p.invoice_id, p.id, r.id, '', r.created_at, :now FROM stripe_refunds r "
            "JOIN payments p ON p.id = r.payment_id WHERE r.status = 'succeeded' ORDER BY r.created_at, r.id"
        ).bindparams(now)
    )


def _sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"
