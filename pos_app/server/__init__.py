"""The HMIS payments API: invoices, payments through Stripe, webhooks, receipts."""
