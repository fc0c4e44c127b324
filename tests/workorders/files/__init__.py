"""Tests of repair files, the timeline, e-health records and audits of the process."""
