"""Appointments, check-in, work orders, dispatch, inspection, settlement, delivery."""
