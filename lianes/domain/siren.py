"""SIREN and SIRET numbers: well written or not; nothing here asks the official register."""

LENGTHS = {9: "SIREN", 14: "SIRET"}
LA_POSTE = "356000000"
"""Its establishments follow a rule of their own: the sum of their digits is a multiple of five."""


def is_valid(number: str) -> bool:
    """Whether a SIREN (9 digits) or a SIRET (14) has the right length and check digit."""
    digits = number.replace(" ", "").replace("\u202f", "").replace("\u00a0", "")
    if len(digits) not in LENGTHS or not (digits.isascii() and digits.isdigit()):
        return False
    if digits.startswith(LA_POSTE) and len(digits) == 14 and _luhn(digits) % 10:
        return sum(map(int, digits)) % 5 == 0
    return _luhn(digits) % 10 == 0


def belongs(siret: str, siren: str) -> bool:
    """Whether an establishment is one of a company: its number begins with the company's."""
    return is_valid(siret) and is_valid(siren) and siret.replace(" ", "")[:9] == siren


def _luhn(digits: str) -> int:
    total = 0
    for rank, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + rank % 2)
        total += value - 9 if value > 9 else value
    return total
