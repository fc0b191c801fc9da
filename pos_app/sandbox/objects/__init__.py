"""Stripe's objects: for each kind its shape, with every nullable field present, and the operations on it."""
