"""Components the reader works with: the map of territories and the search of a scope."""
