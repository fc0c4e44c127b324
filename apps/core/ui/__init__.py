"""The page vocabulary, by what it is about; ``{% load ui %}`` brings all of it."""
