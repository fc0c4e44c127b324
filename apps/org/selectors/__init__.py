"""What the pages of the organisation are made of."""
