"""Policies, claims, returned parts, the statutory 三包 clock and recalls."""
