"""The one reading path: from the store, through masking and statistics, to what a page says."""
