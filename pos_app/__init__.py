"""HMIS POS: the till of a hospital's front desk, its payments server, and a sandbox that plays Stripe."""

__version__ = "0.1.0"
