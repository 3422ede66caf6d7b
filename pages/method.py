"""Méthode et sources."""
