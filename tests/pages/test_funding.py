"""The funding page: totals equal to their rows, states said, nothing of one funder outside."""

import re

import pytest

from lianes.domain.french import with_unit
from lianes.metrics.masking import Audience
from lianes.ui import reads
from lianes.ui.file_offers import book_at


def amounts(html):
    cells = re.findall(r'<td class="amount">([\d\u202f]+)\u00a0€</td>', html)
    return [int(cell.replace("\u202f", "")) for cell in cells]


@pytest.mark.parametrize(
    "by", ["liane", "region", "departement", "annee", "programme", "financeur"]
)
def test_the_total_of_the_table_is_the_sum_of_its_rows(shown, demonstration_store, by):
    page = shown("funding", demonstration_store, par=by, forme="money")
    table = re.search(r'aria-label="Financements">.*?</table>', page)[0]
    body, foot = table.split("<tfoot>")
    total = amounts(foot)
    rows = [amounts(row) for row in re.findall(r"<tr>.*?</tr>", body.split("<tbody>")[1])]
    assert [sum(column) for column in zip(*rows, strict=True)] == total
    assert sum(total[:-1]) == total[-1]


def test_simulated_rows_are_marked(shown, demonstration_store):
    page = shown("funding", demonstration_store, par="liane")
    table = re.search(r'aria-label="Financements">.*?</table>', page)[0]
    rows = re.findall(r"<tr>.*?</tr>", table.split("<tbody>")[1].split("</tbody>")[0])
    assert rows
    assert all("◆ simulé" in row for row in rows)


def test_who_loses_its_funding_and_what_could_replace_it(shown, demonstration_store):
    page = shown("funding", demonstration_store)
    assert re.search(r"LIANES? sur \d+ per(d|dent) (son|leur) financement dans les six mois", page)
    table = re.search(r'aria-label="LIANES à financer">.*?</table>', page)[0]
    assert "Sécurisée jusqu'au" in table
    assert "possible" in table
    assert "Fonds" in table


def test_every_fund_cites_its_rule_or_says_it_is_to_be_checked(shown, demonstration_store):
    page = shown("funding", demonstration_store)
    table = re.search(r'aria-label="Fonds du catalogue">.*?</table>', page)[0]
    rows = re.findall(r"<tr>.*?</tr>", table.split("<tbody>")[1])
    assert len(rows) == 8
    assert all('class="cited"' in row for row in rows)


def test_outside_no_line_and_no_funder(shown, demonstration_store):
    page = shown("funding", demonstration_store, audience="externe", territoire="DEP-59",
                 financeur="demo-funder-1", par="financeur")  # fmt: skip
    assert "masqué" in page
    assert "Financeur 1" not in page
    assert 'aria-label="Financements"' not in page


def test_a_store_without_network_says_what_to_do(shown, empty_store):
    assert "Aucun réseau n'est enregistré" in shown("funding", empty_store)


# ------------------------------------------------------------------ one rule for money
STAGE_WORDS = ("Repéré", "Demandé", "Notifié", "Signé", "Versé")


def written_euros(path, sheet, column, parameters):
    """Return the euros of each stage in the file of a page, None where they are masked."""
    book = book_at(path, reads.read_address_of(parameters, Audience.INTERNE))
    (found,) = (table for table in book.blocks if table.name == sheet)
    rows = {row[0].value: row[column] for row in found.rows}
    return {stage: rows[stage].value for stage in STAGE_WORDS if stage in rows}


@pytest.mark.parametrize("audience", list(Audience))
@pytest.mark.parametrize("code", ["FR", "REG-32", "DEP-59", "PER-lorraine"])
def test_the_sheet_and_the_page_of_money_show_and_hide_the_same_euros(
    drawn, demonstration_store, code, audience
):
    asked = {"territoire": code, "audience": str(audience)}
    pages = [drawn(demonstration_store, page, **asked) for page in ("territory", "funding")]
    sheet = written_euros("territoire", "Financements", 1, asked)
    ladder = written_euros("financements", "Échelle", 3, asked)
    assert sheet == ladder
    for euros in sheet.values():
        if euros is not None:
            assert with_unit(euros, "€") in pages[1]
    if audience is Audience.EXTERNE and code != "FR":
        assert set(sheet.values()) == {None}
        assert all("besoin déclaré" not in page for page in pages)
