"""The steps of money, from who might give to what is paid."""

STEPS = {
    "identified": "repéré",
    "requested": "demandé",
    "notified": "notifié",
    "signed": "signé",
    "paid": "versé",
}
"""The steps in their order, as words in a sentence."""
STEP_TITLES = {step: words.capitalize() for step, words in STEPS.items()}
"""The same, as the head of a column."""
