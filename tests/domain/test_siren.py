"""SIREN and SIRET: the check digit of the official numbers."""

import pytest

from lianes.domain.siren import belongs, is_valid


@pytest.mark.parametrize("number", ["732829320", "73282932000074", "732 829 320"])
def test_a_number_with_its_check_digit_is_valid(number):
    assert is_valid(number)


@pytest.mark.parametrize("number", ["732829321", "73282932000075", "12345", "", "73282932A"])
def test_a_wrong_digit_a_wrong_length_or_a_letter_is_not(number):
    assert not is_valid(number)


def test_an_establishment_belongs_to_its_company():
    assert belongs("73282932000074", "732829320")
    assert not belongs("73282932000074", "356000000")
