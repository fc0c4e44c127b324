"""What people type in during the visit, one file per part of it."""
