"""What every app stands on: base models, services, transitions, history, pages."""
