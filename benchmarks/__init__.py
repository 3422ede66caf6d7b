"""Measures of the dashboard on the real server: `make bench`."""
