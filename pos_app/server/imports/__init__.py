"""``pos-app import``: FHIR R4 resources become sites, patients and invoices.

Files are read as streams (``reader``), each resource is validated and reduced to what a till needs (``fhir``,
``mapping``, ``benefits``, ``bills``), staged on disk (``staging``), and once everything has been read, references are
resolved (``resolve``) and invoices written in batches (``service``).
"""
