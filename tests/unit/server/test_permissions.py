from __future__ import annotations

import pytest

from pos_app.server.permissions import TABLE, Action, Principal, Scope
from pos_app.wire.auth import Role, SiteRef


def person(role: Role, *sites: str, patient: str | None = None) -> Principal:
    return Principal(
        id="u1",
        username="x",
        display_name="X",
        role=role,
        sites=tuple(SiteRef(id=s, name=s) for s in sites),
        session_id="s1",
        patient_id=patient,
    )


def test_every_role_has_its_row() -> None:
    assert set(TABLE) == set(Role)


@pytest.mark.parametrize("action", [Action.READ_INVOICES, Action.READ_RECEIPTS, Action.TAKE_PAYMENT])
def test_a_cashier_acts_at_their_own_sites_only(action: Action) -> None:
    cashier = person(Role.CASHIER, "north", "harbour")
    assert cashier.may(action, site_id="north", patient_id="p1")
    assert cashier.may(action, site_id="harbour", patient_id="p1")
    assert not cashier.may(action, site_id="south", patient_id="p1")
    assert not person(Role.CASHIER).may(action, site_id="", patient_id="p1")


def test_a_patient_acts_on_their_own_only() -> None:
    patient = person(Role.PATIENT, patient="p1")
    assert patient.may(Action.TAKE_PAYMENT, site_id="north", patient_id="p1")
    assert not patient.may(Action.TAKE_PAYMENT, site_id="north", patient_id="p2")
    assert not person(Role.PATIENT).may(Action.READ_INVOICES, site_id="north", patient_id="")


def test_an_auditor_reads_everything_and_moves_nothing() -> None:
    auditor = person(Role.AUDITOR)
    assert auditor.may(Action.READ_INVOICES, site_id="any", patient_id="any")
    for action in (Action.TAKE_PAYMENT, Action.ASK_REFUND, Action.APPROVE_REFUND, Action.USE_CARDS):
        assert auditor.scope(action) is Scope.NONE


def test_an_admin_has_no_rights_over_money() -> None:
    admin = person(Role.ADMIN, "north")
    money = set(Action) - {Action.READ_AUDIT, Action.MANAGE_PEOPLE, Action.READ_EVENTS, Action.RETRY_EVENTS}
    assert all(admin.scope(action) is Scope.NONE for action in money)
    assert not admin.may(Action.READ_INVOICES, site_id="north", patient_id="p1")


def test_only_supervisors_approve_refunds() -> None:
    assert {role for role in Role if TABLE[role].get(Action.APPROVE_REFUND)} == {Role.SUPERVISOR}
