"""What the processor's errors are called towards a client."""

from __future__ import annotations

from pos_app.server.errors import ApiError, not_found
from pos_app.server.gateway import CardDeclined, ProcessorBusy, ProcessorError, ProcessorRefused, ProcessorUnknown
from pos_app.wire.problems import Code

_AMOUNTS = {"amount_too_small": Code.AMOUNT_TOO_SMALL, "amount_too_large": Code.AMOUNT_TOO_LARGE}
_STATES = frozenset(["payment_intent_unexpected_state", "intent_invalid_state"])
_NOT_THEIRS = frozenset(["resource_missing", "payment_intent_invalid_parameter"])
"""A payment method that is not there, and one that is another customer's: the same to whoever asks."""
_OF_CLIENTS = frozenset(["payment_method", "return_url"])


def problem(error: ProcessorError) -> ApiError:
    """The problem a client sees. Only a refusal says that nothing happened."""
    match error:
        case CardDeclined():
            return ApiError(Code.CARD_DECLINED, 402, error.message, decline_code=error.decline_code or error.code)
        case ProcessorRefused(code=code) if code in _AMOUNTS:
            return ApiError(_AMOUNTS[code], 400, error.message)
        case ProcessorRefused(code=code) if code in _STATES:
            return ApiError(Code.PAYMENT_STATE, 409, "The payment is not in a state that allows this.")
        case ProcessorRefused(code=code, param="payment_method") if code in _NOT_THEIRS:
            return not_found("card")
        case ProcessorRefused(param=param):
            status = 400 if param in _OF_CLIENTS else 502
            return ApiError(Code.PROCESSOR_REFUSED, status, f"Stripe refused the request ({error.code}).")
        case ProcessorBusy():
            detail = "Stripe is busy with this payment. Nothing was charged by this request; ask again in a moment."
            return ApiError(Code.PROCESSOR_BUSY, 503, detail, retry_after=error.retry_after)
        case ProcessorUnknown(code="not_recorded"):
            detail = "Stripe has answered, but it could not be written down yet. Don't charge again; we keep asking."
            return ApiError(Code.OUTCOME_UNKNOWN, 504, detail, retry_after=2)
        case ProcessorUnknown():
            detail = (
                "Stripe has not answered, so it is not known yet what happened. Don't charge again; we keep asking."
            )
            return ApiError(Code.OUTCOME_UNKNOWN, 504, detail, retry_after=2)
        case _:
            raise error
