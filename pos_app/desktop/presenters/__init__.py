"""What each screen does, with no Qt in it.

``faces/`` is the contract with the widgets: frozen dataclasses that hold everything ready to show (texts with their
currency, a meaning where a colour or an icon is to be chosen) and two Protocols a screen: ``XView``, which the widget
implements, and ``XActions``, which it may call.  A widget is built first, without arguments that belong to a
presenter; then ``main.py`` builds the presenter with the view, and the presenter calls ``view.bind(self)``.

=====================  ==============================  =========================================================
module                 presenter                       view
=====================  ==============================  =========================================================
faces/common.py        -                               Screen, Tone, StateFace, ActionFace, MessageFace, Question
faces/shell.py         shell.ShellPresenter            ShellView: the window; screens, person, TEST, connection
faces/login.py         login.LoginPresenter            LoginView
faces/invoices.py      invoices.InvoicesPresenter      InvoicesView: search, chips, rows
faces/detail.py        detail.DetailPresenter          DetailView: the chosen invoice, beside the list
faces/payment.py       payment.PaymentPresenter        PaymentModalView, which holds PaymentFormView,
                       outcome.OutcomePresenter        PaymentMethodSelectorView, CardView, PaymentSuccessView,
                                                       PaymentErrorView, PaymentCheckingView
faces/receipt.py       receipt.ReceiptPresenter        ReceiptView: part of PaymentSuccessView
faces/receipts.py      receipts.ReceiptsPresenter      ReceiptsView, which holds a ReceiptView
                       copies.CopiesPresenter          for the copy of the chosen one
faces/today.py         today.TodayPresenter            TodayView: sums, chart, table
-                      recovery.RecoveryPresenter      speaks through ShellView and the payment screen
scan.py                -                               ScanDetector: tells a scanner's burst of keys from typing
=====================  ==============================  =========================================================

Behind the payment screen: ``payment`` takes what the person and the page do, ``pay_course`` decides what follows,
``attempt`` talks to the server about one attempt, ``pay_state`` is where it stands, ``pay_screen`` draws it with the
faces that ``pay_faces`` makes.  ``connection`` knows how old everything is; ``keeper`` asks the keyring.
``pos_app.desktop.till`` joins them all.

Every method of a view is called in the window's thread.  A view never decides: it shows what it was given last, and
reports what the person did.  The keys overlay (F1) is the views' own: it lists the shortcuts drawn on the screens.
"""
