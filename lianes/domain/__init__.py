"""Frozen values in the words of the programme."""
