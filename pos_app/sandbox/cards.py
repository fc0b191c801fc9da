"""Stripe's published test cards and what each of them does (docs.stripe.com/testing).

Only these numbers exist here: a number outside the table is refused as a live card used in test mode, as Stripe does,
and no number is ever stored; objects remember the name of the row.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Literal

from pos_app.sandbox.errors import ApiError
from pos_app.sandbox.ids import random_text

ThreeDSecure = Literal["optional", "not_supported", "always", "unless_set_up", "set_up"]


@dataclass(frozen=True, slots=True)
class CardRow:
    """One row: what the card is and what happens to charges, refunds and set-ups made with it."""

    number: str
    method: str
    brand: str = "visa"
    funding: str = "credit"
    country: str = "US"
    decline: str | None = None
    """Key of DECLINES; None where charges succeed."""
    attachable: bool = True
    three_d_secure: ThreeDSecure = "optional"
    refund: Literal["succeeds", "pending", "fails"] = "succeeds"
    dispute: Literal["fraudulent", "product_not_received", "inquiry", "warning", "several"] | None = None
    bypass_pending: bool = False
    checks: Literal["pass", "cvc_fail", "postal_fail", "line1_fail", "unavailable"] = "pass"
    risk: Literal["normal", "elevated", "highest"] = "normal"
    product: str | None = None
    cvm: str | None = None
    """Verification a simulated reader reports."""

    @property
    def last4(self) -> str:
        return self.number[-4:]

    @property
    def fingerprint(self) -> str:
        """The same for the same card, and not the number."""
        mixed = 0
        for char in "hmis" + self.number:
            mixed = (mixed * 131 + ord(char)) % 62**16
        digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
        return "".join(digits[mixed // 62**place % 62] for place in range(16))


def _declined(number: str, method: str, why: str, **more: str) -> CardRow:
    return CardRow(number, method, decline=why, attachable=False, **more)  # type: ignore[arg-type]  # names of fields


TABLE: Final[tuple[CardRow, ...]] = (
    # brands
    CardRow("4242424242424242", "pm_card_visa"),
    CardRow("4000056655665556", "pm_card_visa_debit", funding="debit"),
    CardRow("5555555555554444", "pm_card_mastercard", "mastercard"),
    CardRow("2223003122003222", "pm_card_mastercard_series_2", "mastercard"),
    CardRow("5200828282828210", "pm_card_mastercard_debit", "mastercard", "debit"),
    CardRow("5105105105105100", "pm_card_mastercard_prepaid", "mastercard", "prepaid"),
    CardRow("378282246310005", "pm_card_amex", "amex", three_d_secure="not_supported"),
    CardRow("371449635398431", "pm_card_amex_2", "amex", three_d_secure="not_supported"),
    CardRow("6011111111111117", "pm_card_discover", "discover"),
    CardRow("6011000990139424", "pm_card_discover_2", "discover"),
    CardRow("3056930009020004", "pm_card_diners", "diners"),
    CardRow("36227206271667", "pm_card_diners_14_digits", "diners"),
    CardRow("3566002020360505", "pm_card_jcb", "jcb"),
    CardRow("6200000000000005", "pm_card_unionpay", "unionpay"),
    # health accounts
    CardRow("4000051230000072", "pm_card_debit_visaHsaProductCode", funding="debit", product="visa_hsa"),
    CardRow("4000051230000072", "pm_card_debit_visaFsaProductCode", funding="debit", product="visa_fsa"),
    CardRow(
        "5200828282828897",
        "pm_card_mastercard_debit_mastercardFsaProductCode",
        "mastercard",
        "debit",
        product="mastercard_fsa",
    ),
    # countries
    CardRow("4000000760000002", "pm_card_br", country="BR"),
    CardRow("4000001240000000", "pm_card_ca", country="CA"),
    CardRow("4000004840008001", "pm_card_mx", country="MX"),
    CardRow("4000002760000016", "pm_card_de", country="DE"),
    CardRow("4000002500000003", "pm_card_fr", country="FR"),
    CardRow("4000008260000000", "pm_card_gb", country="GB"),
    CardRow("4000003800000008", "pm_card_it", country="IT"),
    CardRow("4000007240000007", "pm_card_es", country="ES"),
    CardRow("4000006160000005", "pm_card_pl", country="PL"),
    CardRow("4000007560000009", "pm_card_ch", country="CH"),
    CardRow("4000000360000006", "pm_card_au", country="AU"),
    CardRow("4000003920000003", "pm_card_jp", "jcb", country="JP"),
    # money at once
    CardRow("4000000000000077", "pm_card_bypassPending", bypass_pending=True),
    CardRow("4000003720000278", "pm_card_bypassPendingInternational", country="IE", bypass_pending=True),
    # declines
    _declined("4000000000000002", "pm_card_visa_chargeDeclined", "generic_decline"),
    _declined("4000000000009995", "pm_card_visa_chargeDeclinedInsufficientFunds", "insufficient_funds"),
    _declined("4000000000009987", "pm_card_visa_chargeDeclinedLostCard", "lost_card"),
    _declined("4000000000009979", "pm_card_visa_chargeDeclinedStolenCard", "stolen_card"),
    _declined("4000000000006975", "pm_card_visa_chargeDeclinedVelocityLimitExceeded", "card_velocity_exceeded"),
    _declined("4000000000000069", "pm_card_chargeDeclinedExpiredCard", "expired_card"),
    _declined("4000000000000127", "pm_card_chargeDeclinedIncorrectCvc", "incorrect_cvc"),
    _declined("4000000000000119", "pm_card_chargeDeclinedProcessingError", "processing_error"),
    _declined("4100000000000019", "pm_card_radarBlock", "fraudulent", risk="highest"),
    CardRow("4000000000000341", "pm_card_chargeCustomerFail", decline="generic_decline"),
    # risk and checks
    CardRow("4000000000009235", "pm_card_riskLevelElevated", risk="elevated"),
    CardRow("4000000000000101", "pm_card_cvcCheckFail", checks="cvc_fail"),
    CardRow("4000000000000036", "pm_card_avsZipFail", checks="postal_fail"),
    CardRow("4000000000000028", "pm_card_avsLine1Fail", checks="line1_fail"),
    CardRow("4000000000000044", "pm_card_avsUnchecked", checks="unavailable"),
    # 3-D Secure
    CardRow("4000002760003184", "pm_card_authenticationRequired", country="DE", three_d_secure="always"),
    CardRow("4000002500003155", "pm_card_authenticationRequiredOnSetup", country="FR", three_d_secure="unless_set_up"),
    CardRow(
        "4000003800000446",
        "pm_card_authenticationRequiredSetupForOffSession",
        country="IT",
        three_d_secure="set_up",
    ),
    CardRow(
        "4000008260003178",
        "pm_card_authenticationRequiredChargeDeclinedInsufficientFunds",
        country="GB",
        decline="insufficient_funds",
        three_d_secure="always",
    ),
    CardRow("4000000000003220", "pm_card_threeDSecure2Required", three_d_secure="always"),
    CardRow(
        "4000008400001629",
        "pm_card_threeDSecureRequiredChargeDeclined",
        decline="generic_decline",
        three_d_secure="always",
    ),
    CardRow("4000008400001280", "pm_card_threeDSecureRequiredProcessingError", decline="generic_decline"),
    CardRow("4000000000003055", "pm_card_threeDSecureOptional"),
    CardRow("4000000000003097", "pm_card_threeDSecureOptionalProcessingError"),
    CardRow("378282246310005", "pm_card_amex_threeDSecureNotSupported", "amex", three_d_secure="not_supported"),
    # refunds
    CardRow("4000000000007726", "pm_card_pendingRefund", refund="pending"),
    CardRow("4000000000005126", "pm_card_refundFail", refund="fails"),
    # disputes
    CardRow("4000000000000259", "pm_card_createDispute", dispute="fraudulent"),
    CardRow("4000000000002685", "pm_card_createDisputeProductNotReceived", dispute="product_not_received"),
    CardRow("4000000000001976", "pm_card_createDisputeInquiry", dispute="inquiry"),
    CardRow("4000000404000079", "pm_card_createMultipleDisputes", dispute="several"),
    CardRow("4000000000005423", "pm_card_createIssuerFraudRecord", dispute="warning"),
    # PIN, at a simulated reader
    CardRow("4001007020000002", "offline_pin_cvm", funding="debit", cvm="offline_pin"),
    CardRow("4001000360000005", "online_pin_cvm", funding="debit", cvm="online_pin"),
)


@dataclass(frozen=True, slots=True)
class Decline:
    """What the issuer's no looks like in the error, and in ``charge.outcome``."""

    code: str
    decline_code: str | None
    message: str
    advice: str | None = None


DECLINES: Final[dict[str, Decline]] = {
    "generic_decline": Decline("card_declined", "generic_decline", "Your card was declined.", "try_again_later"),
    "insufficient_funds": Decline(
        "card_declined", "insufficient_funds", "Your card has insufficient funds.", "try_again_later"
    ),
    "lost_card": Decline("card_declined", "lost_card", "Your card was declined.", "do_not_try_again"),
    "stolen_card": Decline("card_declined", "stolen_card", "Your card was declined.", "do_not_try_again"),
    "card_velocity_exceeded": Decline(
        "card_declined",
        "card_velocity_exceeded",
        "Your card was declined for making repeated attempts too frequently or exceeding its amount limit.",
        "try_again_later",
    ),
    "fraudulent": Decline("card_declined", "fraudulent", "Your card was declined.", "do_not_try_again"),
    "expired_card": Decline("expired_card", None, "Your card has expired.", "do_not_try_again"),
    "incorrect_cvc": Decline("incorrect_cvc", None, "Your card's security code is incorrect.", "confirm_card_data"),
    "processing_error": Decline(
        "processing_error",
        None,
        "An error occurred while processing your card. Try again in a little bit.",
        "try_again_later",
    ),
    "authentication_required": Decline(
        "authentication_required",
        "authentication_required",
        "Your card was declined. This transaction requires authentication.",
    ),
}


class Cards:
    """The table with its two ways in: by number, and by the name of a test payment method."""

    def __init__(self, table: tuple[CardRow, ...] = TABLE) -> None:
        self._by_method = {card.method: card for card in table}
        # first row wins: some numbers stand for two methods
        self._by_number = {card.number: card for card in reversed(table)}

    def named(self, method: str) -> CardRow | None:
        """The row of ``pm_card_visa`` and its like."""
        return self._by_method.get(method)

    def numbered(self, number: str) -> CardRow | None:
        return self._by_number.get(number)

    def typed(self, number: str, exp_month: int, exp_year: int, cvc: str | None) -> CardRow:
        """The row of a card that somebody typed in. Raises ApiError 402 as Stripe does for a mistyped one."""
        digits = number.replace(" ", "").replace("-", "")
        if not luhn(digits):
            raise card_error("incorrect_number", "Your card number is incorrect.", "number")
        if not 1 <= exp_month <= 12:
            raise card_error("invalid_expiry_month", "Your card's expiration month is invalid.", "exp_month")
        year = full_year(exp_year)
        now = datetime.now(UTC)
        if not now.year <= year <= now.year + 50:
            raise card_error("invalid_expiry_year", "Your card's expiration year is invalid.", "exp_year")
        if year == now.year and exp_month < now.month:
            raise card_error("invalid_expiry_month", "Your card's expiration month is invalid.", "exp_month")
        length = 4 if digits[:2] in ("34", "37") else 3
        if cvc is not None and not (cvc.isascii() and cvc.isdigit() and len(cvc) == length):
            raise card_error("invalid_cvc", "Your card's security code is invalid.", "cvc")
        card = self.numbered(digits)
        if card is None:
            raise card_error(
                "card_declined",
                "Your card was declined. Your request was in test mode, but used a non test (live) card. For a list "
                "of valid test cards, visit: https://stripe.com/docs/testing.",
                None,
                decline_code="test_mode_live_card",
            )
        return card


def full_year(year: int) -> int:
    """31 and 2031 are the same year on a card."""
    return 2000 + year if 0 <= year < 100 else year


def luhn(digits: str) -> bool:
    """Is this a card number at all: 12 to 19 digits whose checksum holds?"""
    if not (digits.isascii() and digits.isdigit() and 12 <= len(digits) <= 19):
        return False
    total = 0
    for place, char in enumerate(reversed(digits)):
        value = int(char) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def card_error(code: str, message: str, param: str | None, decline_code: str | None = None) -> ApiError:
    more = {"decline_code": decline_code} if decline_code else {}
    return ApiError(402, message, kind="card_error", code=code, param=param, more=more)


def network_transaction_id() -> str:
    return random_text(15).upper()
