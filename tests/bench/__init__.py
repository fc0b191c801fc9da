"""Measures the sandbox: ``make bench``, or ``python -m tests.bench``. Not collected by pytest: time is no assertion."""
