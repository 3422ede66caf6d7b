"""The blocks of each page as tables, from the value the page reads: one module per page."""
