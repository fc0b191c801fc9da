"""Who may do what: one table, read by every route."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from pos_app.wire.auth import Person, Role, SiteRef


class Action(StrEnum):
    READ_INVOICES = "read_invoices"
    READ_RECEIPTS = "read_receipts"
    TAKE_PAYMENT = "take_payment"  # open, confirm, cancel
    READ_REFUNDS = "read_refunds"
    ASK_REFUND = "ask_refund"
    APPROVE_REFUND = "approve_refund"
    SEE_CARDS = "see_cards"
    USE_CARDS = "use_cards"
    READ_REPORTS = "read_reports"
    READ_EXCEPTIONS = "read_exceptions"
    RESOLVE_EXCEPTIONS = "resolve_exceptions"
    READ_AUDIT = "read_audit"
    MANAGE_PEOPLE = "manage_people"
    READ_EVENTS = "read_events"
    RETRY_EVENTS = "retry_events"  # Stripe is only asked again; no money moves by it


class Scope(StrEnum):
    NONE = "none"
    OWN = "own"  # the patient's own
    SITE = "site"  # of the person's own sites
    ALL = "all"


# Saved cards: who may see a patient's cards reads brand, last four and expiry; who may use them may charge one, at the
# patient's request and for the patient's own invoice, and have one removed. A cashier sees them and does neither: it
# would move a patient's money without the patient's doing anything, and so takes a supervisor.
TABLE: Mapping[Role, Mapping[Action, Scope]] = MappingProxyType(
    {
        Role.PATIENT: MappingProxyType(
            {
                Action.READ_INVOICES: Scope.OWN,
                Action.READ_RECEIPTS: Scope.OWN,
                Action.TAKE_PAYMENT: Scope.OWN,
                Action.SEE_CARDS: Scope.OWN,
                Action.USE_CARDS: Scope.OWN,
            }
        ),
        Role.CASHIER: MappingProxyType(
            {
                Action.READ_INVOICES: Scope.SITE,
                Action.READ_RECEIPTS: Scope.SITE,
                Action.TAKE_PAYMENT: Scope.SITE,
                Action.READ_REFUNDS: Scope.SITE,
                Action.ASK_REFUND: Scope.SITE,
                Action.SEE_CARDS: Scope.SITE,
                Action.READ_REPORTS: Scope.OWN,
            }
        ),
        Role.SUPERVISOR: MappingProxyType(
            {
                Action.READ_INVOICES: Scope.SITE,
                Action.READ_RECEIPTS: Scope.SITE,
                Action.TAKE_PAYMENT: Scope.SITE,
                Action.READ_REFUNDS: Scope.SITE,
                Action.ASK_REFUND: Scope.SITE,
                Action.APPROVE_REFUND: Scope.SITE,
                Action.SEE_CARDS: Scope.SITE,
                Action.USE_CARDS: Scope.SITE,
                Action.READ_REPORTS: Scope.SITE,
                Action.READ_EXCEPTIONS: Scope.SITE,
                Action.RESOLVE_EXCEPTIONS: Scope.SITE,
                Action.READ_EVENTS: Scope.ALL,
                Action.RETRY_EVENTS: Scope.ALL,
            }
        ),
        Role.AUDITOR: MappingProxyType(
            {
                Action.READ_INVOICES: Scope.ALL,
                Action.READ_RECEIPTS: Scope.ALL,
                Action.READ_REFUNDS: Scope.ALL,
                Action.READ_REPORTS: Scope.ALL,
                Action.READ_EXCEPTIONS: Scope.ALL,
                Action.READ_AUDIT: Scope.ALL,
                Action.READ_EVENTS: Scope.ALL,
            }
        ),
        # an admin has no rights over money, so that nobody can both make a person and be paid by them
        Role.ADMIN: MappingProxyType(
            {
                Action.READ_AUDIT: Scope.ALL,
                Action.MANAGE_PEOPLE: Scope.ALL,
                Action.READ_EVENTS: Scope.ALL,
                Action.RETRY_EVENTS: Scope.ALL,
            }
        ),
    }
)


def scope(role: Role, action: Action) -> Scope:
    """How far somebody of this role may do it."""
    return TABLE[role].get(action, Scope.NONE)


@dataclass(frozen=True, slots=True)
class Principal:
    """Who asks: read from the database with each request, so that a changed role counts at once."""

    id: str
    username: str
    display_name: str
    role: Role
    sites: tuple[SiteRef, ...]
    session_id: str
    till: str = ""
    patient_id: str | None = None
    must_change_password: bool = False
    address: str = ""
    """Of the client, for the audit log."""

    @property
    def site_ids(self) -> tuple[str, ...]:
        return tuple(site.id for site in self.sites)

    def scope(self, action: Action) -> Scope:
        return scope(self.role, action)

    def may(self, action: Action, *, site_id: str, patient_id: str) -> bool:
        """True if this person may do ``action`` with what belongs to that site and that patient."""
        match self.scope(action):
            case Scope.ALL:
                return True
            case Scope.SITE:
                return site_id in self.site_ids
            case Scope.OWN:
                return self.patient_id is not None and self.patient_id == patient_id
            case Scope.NONE:
                return False

    def wire(self) -> Person:
        return Person(
            id=self.id,
            username=self.username,
            display_name=self.display_name,
            role=self.role,
            sites=self.sites,
            till=self.till or None,
            must_change_password=self.must_change_password,
        )
