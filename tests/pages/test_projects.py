"""The accompanied-housing page: totals equal to rows, facts apart, projects marked."""

import re


def numbers(html):
    return [
        int(n.replace("\u202f", "")) for n in re.findall(r'class="amount">([\d\u202f]+)<', html)
    ]


def table(html, label):
    return re.search(rf'aria-label="{re.escape(label)}">.*?</table>', html)[0]


def test_the_results_of_projects_add_up_to_their_total(shown, demonstration_store):
    body, foot = table(shown("projects", demonstration_store), "Résultats des projets").split(
        "<tfoot>"
    )
    rows = [numbers(row) for row in re.findall(r"<tr>.*?</tr>", body.split("<tbody>")[1])]
    assert [sum(column) for column in zip(*rows, strict=True)] == numbers(foot)


def test_outside_no_budget_of_a_project_is_shown(shown, demonstration_store):
    page = shown("projects", demonstration_store, audience="externe")
    for label in ("Projets", "Résultats des projets"):
        body = table(page, label).split("<tbody>")[1].split("<tfoot>")[0]
        assert "€" not in body
        assert "masqué" in body


def test_tallies_add_up_to_the_list(shown, demonstration_store):
    page = shown("projects", demonstration_store)
    listed = re.search(r'aria-label="Projets">.*?</table>', page)[0]
    rows, foot = listed.split("<tfoot>")
    homes = sum(numbers(row)[0] for row in re.findall(r"<tr>.*?</tr>", rows.split("<tbody>")[1]))
    assert numbers(foot) == [homes]
    for label in ("Pour quels publics ?", "Quelle réponse ?", "Dans quelles régions ?"):
        table = re.search(rf'aria-label="{re.escape(label)}">.*?</table>', page)[0]
        body, total = table.split("<tfoot>")
        assert sum(numbers(body)[1::2]) == numbers(total)[1] == homes


def test_projects_are_marked_and_facts_are_not(shown, demonstration_store):
    page = shown("projects", demonstration_store)
    published = re.search("Que publient les sources.*?</section>", page)[0]
    assert table(page, "Projets").count("◆ simulé") == 36
    for label in ("Résultats des projets", "Décisions"):
        body = table(page, label).split("<tbody>")[1].split("<tfoot>")[0]
        assert body.count("◆ simulé") == body.count("<tr>") > 0
    assert "◆ simulé" not in published
    assert "28 projets, environ 900 ménages" in published


def test_without_projects_the_facts_remain(shown, empty_store):
    page = shown("projects", empty_store)
    assert "Aucun projet n'est enregistré ici" in page
    assert "Premi\u00e8re sélection" in page


def test_housing_of_the_young_shows_its_figures_and_booklet(shown, any_store):
    page = shown("programmes", any_store, programme="logement-jeunes")
    assert "520\u202f000" in page
    assert "576" in page
    assert "premier pas vers l'emploi" in page
    assert "aucune convention publiée" in page


def test_the_link_of_a_partner_leads_to_its_project(shown, demonstration_store):
    page = shown("projects", demonstration_store, projet="PROJET-004")
    listed = re.search(r'aria-label="Projets">.*?</table>', page)[0]
    assert listed.count("◆ simulé") == 1
    assert "Voir tous les projets" in page
