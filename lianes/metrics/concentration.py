"""When an amount of money may be shown outside: enough contributors, none that dominates."""

from collections.abc import Sequence

MINIMUM_CONTRIBUTORS = 3
DOMINANCE = 0.85


def is_disclosive(amounts: Sequence[float]) -> bool:
    """Whether a total in euros would reveal one contributor's amount.

    `amounts` holds one non-negative amount per contributor; those who give nothing do not count.
    """
    given = [amount for amount in amounts if amount > 0]
    if not given:
        return False
    return len(given) < MINIMUM_CONTRIBUTORS or max(given) > DOMINANCE * sum(given)
