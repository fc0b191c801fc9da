"""Receipts as PDF, set by typst from data: no text of ours or of a patient is ever read as markup."""

from __future__ import annotations

import json
import threading
from datetime import tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pos_app import assets
from pos_app.formats import clock, day, money
from pos_app.money import Money
from pos_app.server.receipts.rules import brand_name
from pos_app.wire.base import Amount
from pos_app.wire.receipts import Receipt

if TYPE_CHECKING:
    import typst

TEMPLATE: Final = Path(__file__).with_name("receipt.typ")
TEST: Final = "TEST, NOT A RECEIPT"
COPY: Final = "COPY"


class ReceiptPrinter:
    """Makes PDFs; one at a time, a few milliseconds each. ``zone``: whose clock is printed (None: this machine's)."""

    def __init__(self, zone: tzinfo | None = None) -> None:
        self._zone = zone
        self._lock = threading.Lock()
        self._compiler: typst.Compiler | None = None

    def pdf(self, receipt: Receipt) -> bytes:
        """The receipt as a PDF of 80 mm width and as long as it needs to be."""
        data = json.dumps(layout(receipt, self._zone), ensure_ascii=False)
        with self._lock:
            if self._compiler is None:
                self._compiler = _compiler()
            made = self._compiler.compile(TEMPLATE, format="pdf", sys_inputs={"data": data})
        if not isinstance(made, bytes):
            raise TypeError("typst gave something else than one PDF")
        return made


def _compiler() -> typst.Compiler:
    # Imported when first needed: it takes 40 MB, and most servers' processes never print.
    import typst  # noqa: PLC0415 - see above

    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(assets.resources() / "fonts")]
    )
    # The template imports no packages, so nothing is ever fetched; its root keeps it to its own folder.
    return typst.Compiler(TEMPLATE, root=TEMPLATE.parent, font_paths=fonts, ignore_system_fonts=True)


def layout(receipt: Receipt, zone: tzinfo | None = None) -> dict[str, Any]:
    """What the template prints: texts only, formatted."""
    groups = [
        [
            _row("Receipt", receipt.number, strong=True),
            _row(day(receipt.issued_at.astimezone(zone)), clock(receipt.issued_at, zone)),
            _row("Invoice", receipt.invoice_number),
            _row("Patient", receipt.patient),
        ],
        [
            _row("Patient’s share", _money(receipt.patient_share)),
            _row("Paid before", _money(receipt.paid_before)),
            _row("Paid now", _money(receipt.paid_now), strong=True, large=True),
            _left(receipt.left_to_pay.money),
        ],
        [_tender(receipt)],
    ]
    if receipt.served_by:
        groups[2].append(_row("Served by", receipt.served_by))
    return {
        "title": f"{receipt.number} {receipt.hospital}",
        "lang": "en",
        "hospital": receipt.hospital,
        "place": " · ".join(part for part in (receipt.site, receipt.till) if part),
        "test": TEST if receipt.test else "",
        "copy": f"{COPY} {receipt.copy_number}" if receipt.copy_number else "",
        "groups": groups,
    }


def _row(label: str, value: str, *, strong: bool = False, large: bool = False) -> dict[str, Any]:
    return {"label": label, "value": value, "strong": strong, "large": large}


def _left(left: Money) -> dict[str, Any]:
    """What was paid too much is nothing that is left to pay."""
    return _row("Left to pay", money(left)) if left.minor >= 0 else _row("Paid too much", money(-left))


def _money(amount: Amount) -> str:
    return money(amount.money)


def _tender(receipt: Receipt) -> dict[str, Any]:
    if receipt.card is not None:
        return _row(brand_name(receipt.card.brand), f"•••• {receipt.card.last4}")
    return _row("Card" if receipt.method == "card" else receipt.method.capitalize(), "")
