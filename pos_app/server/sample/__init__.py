"""The sample hospital: people, patients and invoices that exist nowhere, for the demo and for the tests."""
