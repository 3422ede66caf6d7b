"""Files people take away: each says what the screen says, with the same masking."""
