"""Customers, vehicles, who owned which when, and their consent."""
