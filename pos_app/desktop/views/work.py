"""What a person works with once logged in: rail, top bar, one page at a time, and the lock in place of them all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pos_app.desktop.presenters.faces.common import Screen
from pos_app.desktop.presenters.faces.shell import BannerFace
from pos_app.desktop.say import mark, say
from pos_app.desktop.views.card_view import CardWebView
from pos_app.desktop.views.components.kit import Kit
from pos_app.desktop.views.components.notices import Banner
from pos_app.desktop.views.components.overlay import Overlay
from pos_app.desktop.views.health_overlay import HealthLayer
from pos_app.desktop.views.invoices_page import InvoicesPage
from pos_app.desktop.views.lock_page import LockPage
from pos_app.desktop.views.password_overlay import PasswordLayer
from pos_app.desktop.views.payment_modal import PaymentModal
from pos_app.desktop.views.queue_page import QueuePage
from pos_app.desktop.views.rail import Rail
from pos_app.desktop.views.receipt_panel import AskWhere, ask_with_dialog
from pos_app.desktop.views.receipts_page import ReceiptsPage
from pos_app.desktop.views.refund_page import RefundPage
from pos_app.desktop.views.supervisor_overlay import SupervisorLayer
from pos_app.desktop.views.today_page import TodayPage
from pos_app.desktop.views.top_bar import TopBar

REFUNDS_BY = mark("Invoice or receipt number, patient, or who asked")
OTHERS_DECIDE = mark("Whoever asks can never approve. The server refuses it too.")
WHAT_DOES_NOT_FIT = mark("What does not fit into the books, and what to do about it.")

Page = InvoicesPage | PaymentModal | RefundPage | QueuePage | ReceiptsPage | TodayPage


@dataclass(frozen=True, slots=True)
class Ways:
    """What the window does for its parts."""

    go: Callable[[Screen], None]
    go_back: Callable[[], None]
    open_settings: Callable[[], None]
    open_keys: Callable[[], None]
    lock: Callable[[], None]
    log_out: Callable[[], None]
    change_password: Callable[[], None]
    try_now: Callable[[], None]
    open_layer: Callable[[Overlay, QWidget | None], None]


class Work(QWidget):
    """Empty until it has been furnished. ``host`` is what layers are laid over."""

    rail: Rail
    top_bar: TopBar
    invoices: InvoicesPage
    payment: PaymentModal
    refund: RefundPage
    receipts: ReceiptsPage
    refunds: QueuePage
    exceptions: QueuePage
    today: TodayPage
    lock: LockPage
    supervisor: SupervisorLayer
    password: PasswordLayer
    health: HealthLayer

    def __init__(self, kit: Kit, host: QWidget, ways: Ways) -> None:
        super().__init__()
        self._kit, self._host, self._ways = kit, host, ways
        self._banners: list[Banner] = []
        self.by_screen: dict[Screen, Page] = {}
        self._columns = QHBoxLayout(self)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(0)
        self._pages = QStackedWidget()

    def furnish(self, card: CardWebView, ask_where: AskWhere | None) -> Iterator[None]:
        """Build it, one piece after each step."""
        kit, ways, ask = self._kit, self._ways, ask_where or ask_with_dialog
        self.rail = Rail(kit, ways.go, ways.open_settings, ways.open_keys)
        self._columns.addWidget(self.rail)
        yield
        self.top_bar = TopBar(kit, ways.lock, ways.log_out, ways.change_password)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.top_bar)
        right.addWidget(self._pages, 1)
        self._columns.addLayout(right, 1)
        yield
        self.invoices = InvoicesPage(kit, self._new_banner())
        yield
        self._add(Screen.INVOICES, self.invoices)
        yield
        self.payment = PaymentModal(kit, card, ask)
        yield
        self._add(Screen.PAYMENT, self.payment)
        yield
        self.refund = RefundPage(kit)
        self._add(Screen.REFUND, self.refund)
        yield
        self.receipts = ReceiptsPage(kit, self._new_banner(), ask, ways.go_back)
        self._add(Screen.RECEIPTS, self.receipts)
        yield
        self.refunds = QueuePage(
            kit, say("Refunds"), "arrow-back-up", say(OTHERS_DECIDE), self._new_banner(), say(REFUNDS_BY)
        )
        self._add(Screen.REFUNDS, self.refunds)
        yield
        self.exceptions = QueuePage(
            kit, say("Exceptions"), "alert-triangle", say(WHAT_DOES_NOT_FIT), self._new_banner()
        )
        self._add(Screen.EXCEPTIONS, self.exceptions)
        yield
        self.today = TodayPage(kit, self._new_banner(), ask, ways.go_back)
        self._add(Screen.TODAY, self.today)
        yield
        self.lock = LockPage(kit)
        self._pages.addWidget(self.lock)
        self.supervisor = SupervisorLayer(kit, self._host, ways.open_layer)
        self.health = HealthLayer(kit, self._host, ways.open_layer)
        self.password = PasswordLayer(kit, self._host, ways.open_layer)

    def _add(self, screen: Screen, page: Page) -> None:
        self.by_screen[screen] = page
        self._pages.addWidget(page)

    def _new_banner(self) -> Banner:
        """One for each place: what it says concerns the whole window."""
        self._banners.append(Banner(self._kit, self._ways.try_now))
        return self._banners[-1]

    def show_locked(self, *, locked: bool) -> None:
        for page in self.by_screen.values():
            page.setEnabled(not locked)
        self.rail.show_locked(locked=locked)
        self.top_bar.show_locked(locked=locked)

    def show_page(self, screen: Screen) -> None:
        self._pages.setCurrentWidget(self.lock if screen is Screen.LOCKED else self.by_screen[screen])
        self.rail.show_current(screen)

    def show_banner(self, face: BannerFace | None) -> None:
        for banner in self._banners:
            banner.show_banner(face)

    def focus_page(self, screen: Screen) -> None:
        """Where the cursor of a page belongs if nobody knows better."""
        firsts = {
            Screen.PAYMENT: self.payment.focus_shown,
            Screen.REFUND: self.refund.focus_first,
            Screen.RECEIPTS: self.receipts.focus_first,
            Screen.REFUNDS: self.refunds.focus_rows,
            Screen.EXCEPTIONS: self.exceptions.focus_rows,
            Screen.TODAY: self.today.focus_first,
        }
        firsts.get(screen, self.invoices.focus_rows)()

    def take_key(self, screen: Screen, event: QKeyEvent) -> bool:
        """Letters typed with the focus in the rail or nowhere search too."""
        page = self.by_screen.get(screen)
        return isinstance(page, InvoicesPage | ReceiptsPage | QueuePage) and page.take_key(event)
