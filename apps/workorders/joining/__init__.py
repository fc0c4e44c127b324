"""What this room does when others report something; connected when the module is read."""
