"""Proof by force: random intentions of cashiers under random faults, then calm, then a judge who compares the books.

Everything is a real process; the seed replays the plan.  ``python -m tests.torture --help``.
"""
