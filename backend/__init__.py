"""Countersign reads the orders and invoices that arrive by e-mail and posts them to the ERP exactly once."""
