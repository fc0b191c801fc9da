"""Plays Stripe on a loopback socket, API 2026-10-28.endive: every operation the hospital's till could call, no money.

A request goes ``app`` (key, headers, faults) -> ``forms`` (bracketed form) -> ``routes`` -> ``engine`` (idempotency
key, ``params``, one transaction) -> an operation of ``objects`` with its ``work`` -> ``expansion`` -> the answer.
What an operation sets off is written in the same transaction: events and their deliveries (``webhooks``), what happens
after a while (``later``), lines of the account book (``ledger``).  ``pages`` serves the browser's part, ``control`` the
second port.  Nothing here imports the till, the server or Stripe's SDK: they are tried against it.
"""
