"""Deposited files: read, checked, previewed, applied in one transaction, undone."""
