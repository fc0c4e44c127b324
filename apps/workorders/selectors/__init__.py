"""What pages of the visit show that is made of several querysets."""
