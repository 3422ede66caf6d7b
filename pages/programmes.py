"""Les cinq programmes."""
