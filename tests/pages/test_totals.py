"""On every page of actors, whatever the scope and the programme, a total is the sum of its rows."""

import re

import pytest

SCOPES = ("FR", "REG-32", "DEP-59", "PER-lorraine", "DEP-59,DEP-62")
PROGRAMMES = ("tous", "lianes", "logements-accompagnes")
PAGES = {
    "funding": ({}, {"par": "annee"}, {"par": "liane", "annee": "2026"}),
    "projects": ({}, {"etape": "in_service"}, {"reponse": "tous"}),
    "lessons": ({}, {"theme": "rehabilitation"}, {"q": "travaux"}),
    "partners": ({"vue": "liens"},),
}
NOT_SUMS = {"€ par locataire visé"}
CELL = re.compile(r"<(?:td|th)[^>]*>(.*?)</(?:td|th)>", re.DOTALL)


def tables_with_totals(html):
    for label, table in re.findall(r'aria-label="([^"]*)"><table.*?(<thead>.*?)</table>', html,
                                   flags=re.DOTALL):  # fmt: skip
        if "<tfoot>" in table:
            head, rest = table.split("</thead>")
            body, foot = rest.split("<tfoot>")
            yield (label, cells(head), [cells(r) for r in re.findall(r"<tr>.*?</tr>", body,
                   flags=re.DOTALL)], cells(foot))  # fmt: skip


def cells(part):
    return [re.sub(r"<[^>]+>", "", cell).strip() for cell in CELL.findall(part)]


def value(cell):
    """Return the number a cell says; None when it says something else."""
    plain = cell.replace("\u202f", "").replace("\u00a0", "").replace("\u2212", "-")
    found = re.fullmatch(r"([+-]?)\s*(\d+(?:,\d+)?)\s*€?", plain)
    return float((found[1] + found[2]).replace(",", ".")) if found else None


def check(html):
    """Return how many totals were compared with their rows."""
    compared = 0
    for label, head, rows, foot in tables_with_totals(html):
        for rank, title in enumerate(head):
            total = value(foot[rank])
            if rank == 0 or total is None or title in NOT_SUMS:
                continue
            known = [value(row[rank]) or 0 for row in rows]
            assert sum(known) == pytest.approx(total, abs=0.51), (label, title)
            compared += 1
    return compared


@pytest.mark.parametrize("programme", PROGRAMMES)
@pytest.mark.parametrize("scope", SCOPES)
@pytest.mark.parametrize("page", PAGES)
def test_a_total_is_the_sum_of_its_rows(shown, demonstration_store, page, scope, programme):
    for filters in PAGES[page]:
        asked = {"territoire": scope, "programme": programme, **filters}
        compared = check(shown(page, demonstration_store, **asked))
        assert compared or scope != "FR" or programme != "tous"


def test_a_total_that_is_wrong_is_seen():
    row = '<tr><th scope="row">a</th><td>{}</td></tr>'
    table = (
        '<div aria-label="T"><table class="grid"><thead><tr><th>A</th><th>B</th></tr></thead>'
        f"<tbody>{row.format('1200 €')}{row.format('+ 3')}</tbody>"
        f"<tfoot>{row.format('{}')}</tfoot></table></div>"
    )
    assert check(table.format("1203 €")) == 1
    with pytest.raises(AssertionError, match="'T', 'B'"):
        check(table.format("1204 €"))
