"""Accident cases, loss assessment, rescue, renewals and insurers."""
