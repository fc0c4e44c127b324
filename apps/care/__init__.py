"""Complaints, inquiries, callbacks, surveys, campaigns and visits."""
