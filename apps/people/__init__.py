"""Attendance, leave, appraisal, training, handover and work reports."""
