"""Pure figures: rates, verdicts, plans, cohorts, trends, masking; no file, no clock, no screen."""
