"""The lessons page: matrix equal to its list, events as published, on either kind of store."""

import re


def test_the_matrix_adds_up_to_the_list(shown, demonstration_store):
    page = shown("lessons", demonstration_store)
    table = re.search(r'aria-label="Retours par thème et par angle">.*?</table>', page)[0]
    total = re.findall(r'<td class="amount">(\d+)</td>', table.split("<tfoot>")[1])
    rows = re.search(r"aria-label=\"Retours d'expérience\">.*?</table>", page)[0]
    assert int(total[-1]) == sum(map(int, total[:-1])) == rows.count('<tr><th scope="row">')
    assert rows.count("◆ simulé") == int(total[-1])


def test_lorraine_and_rehabilitation(shown, any_store):
    page = shown("lessons", any_store, territoire="PER-lorraine", theme="rehabilitation")
    assert "Journée interprofessionnelle de Lorraine" in page
    assert "concerne le territoire affiché" in page
    assert "Poursuivre les réflexions sur la réhabilitation" in page
    assert "ce n'est pas l'absence de difficulté" in page


def test_events_keep_the_precision_of_their_source(shown, any_store):
    page = shown("lessons", any_store)
    events = page[page.index("Quels événements") :]
    assert "décembre 2024" in events
    assert '<span class="unpublished">non publié</span>' in events


def test_search_keeps_the_other_parameters(shown, any_store):
    page = shown("lessons", any_store, q="lorraine", territoire="DEP-57")
    assert "Journée interprofessionnelle de Lorraine" in page
    assert "Webinaire financeurs" not in page
