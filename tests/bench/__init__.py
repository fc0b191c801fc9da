"""Measures the sandbox and the server: ``make bench``, or ``python -m tests.bench``.

Not collected by pytest: time is no assertion. What each row means: resources/docs/benchmarks.md.
"""
