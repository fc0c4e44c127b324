"""Catalogue, stock ledger, reservations, purchasing, counting and sales of parts."""
