"""What can go wrong when a card processor is asked. Only ``ProcessorRefused`` may be shown as "did not happen"."""

from __future__ import annotations


class ProcessorError(Exception):
    """``code`` is the processor's own where it gave one; ``message`` is a sentence a cashier may read."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message


class ProcessorUnknown(ProcessorError):
    """Nobody can say whether it happened.

    ``answered`` is true when the processor itself gave a 5xx: it will replay that for the same key, so asking
    again with that key can't end the doubt; reading the object can.
    """

    def __init__(self, code: str, message: str, *, answered: bool = False) -> None:
        super().__init__(code, message)
        self.answered = answered


class ProcessorBusy(ProcessorError):
    """Not done now; ask again after ``retry_after`` seconds."""

    def __init__(self, code: str, message: str, *, retry_after: int = 2) -> None:
        super().__init__(code, message)
        self.retry_after = retry_after


class ProcessorRefused(ProcessorError):
    """Certain: it was not done. ``param`` names the parameter at fault, where the processor says so."""

    def __init__(self, code: str, message: str, *, param: str = "") -> None:
        super().__init__(code, message)
        self.param = param


class CardDeclined(ProcessorRefused):
    """The card said no. The intent stays open for another card."""

    def __init__(self, code: str, message: str, *, decline_code: str = "", charge: str = "") -> None:
        super().__init__(code, message)
        self.decline_code = decline_code
        self.charge = charge


class EventRefused(Exception):
    """A webhook delivery that can't be taken as the processor's word."""


class EventForged(EventRefused):
    """No valid, recent signature."""


class EventMalformed(EventRefused):
    """No event can be read from the body."""
