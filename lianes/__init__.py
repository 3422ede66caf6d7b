"""Dashboard of the programme 1 000 LIANES."""
