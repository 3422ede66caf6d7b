"""What can be deposited: each form, its columns in the file and what they fill in the store.

Table Schemas, templates, entry forms and checks are all drawn from here and from the catalogue.
"""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from lianes.domain.network import Stage
from lianes.domain.project import Stage as ProjectStage
from lianes.intake.fields import Field, Form, Type

T = Type
_SUBJECT = Field("reseau", "Réseau ou projet", T.SUBJECT, "Code de la LIANE ou du projet, par "
                 "exemple LIANE-01 ou PROJET-001.", True,
                 aliases=("code reseau", "code du reseau", "liane", "code liane", "reseau local",
                          "projet", "code projet", "code du projet", "code"),
                 example="LIANE-01")  # fmt: skip
_OF_NETWORK = Field("reseau", "Réseau", T.NETWORK, "Code de la LIANE.", True, "network_id",
                    ("code reseau", "liane", "code liane"), example="LIANE-01")  # fmt: skip
_MEASURE = Field("mesure", "Mesure", T.MEASURE, "Nom ou code d'une mesure du catalogue.", True,
                 aliases=("indicateur", "code mesure", "donnee"),
                 example="jobs_started")  # fmt: skip
_PUBLIC = Field("public", "Public", T.PUBLIC, "Public compté ; vide : tous les publics.",
                aliases=("publics", "code public", "type de public"),
                example="all")  # fmt: skip
_VALUE = Field("valeur", "Valeur", T.COUNT, "Nombre entier ; vide : non renseigné ; « retirer » "
               "efface une valeur déposée par erreur ; 0 est une mesure.", True,
               aliases=("nombre", "effectif", "total du mois", "resultat", "valeur du mois"),
               example="5")  # fmt: skip

MEASURES = Form(
    "mesures", "Mesures mensuelles", "Ce que chaque réseau ou projet compte chaque mois.",
    "observation",
    (_SUBJECT,
     Field("mois", "Mois", T.MONTH, "Mois compté, par exemple 2026-10.", True,
           aliases=("periode", "date", "mois de reference", "mois concerne"), example="2026-10"),
     _MEASURE, _PUBLIC, _VALUE),
)  # fmt: skip
COHORTS = Form(
    "cohortes", "Cohortes", "Personnes suivies depuis un mois de départ, et leurs sorties.",
    "cohort_observation",
    (_SUBJECT, replace(_MEASURE, example="job_retention"), _PUBLIC,
     Field("debut", "Mois de départ", T.MONTH, "Mois où commence le suivi.", True,
           aliases=("mois de debut", "cohorte", "mois d entree"), example="2026-04"),
     Field("anciennete", "Ancienneté en mois", T.COUNT, "0 au départ, puis le nombre de mois "
           "écoulés à l'évènement.", True, aliases=("anciennete", "age", "age en mois", "duree"),
           example="3"),
     Field("evenement", "Évènement", T.CHOICE, "Ce qui s'est produit.", True,
           aliases=("evenement", "sortie", "motif"), example="départ",
           choices={"départ": "start", "fin d'emploi": "ended", "perdu de vue": "censored",
                    "établissement": "institution", "décès": "death"}),
     _VALUE),
)  # fmt: skip
_STAGES = {stage.label: stage.value for stage in Stage}
NETWORKS = Form(
    "reseaux", "Réseaux", "Créer, modifier, fermer ou réunir des LIANES.", "network",
    (Field("code", "Code", T.NETWORK_CODE, "Code unique, par exemple LIANE-49.", True, "code",
           ("code reseau", "code liane", "reseau"), example="LIANE-49"),
     Field("nom", "Nom", T.TEXT, "Nom du réseau.", True, "name", ("nom du reseau", "libelle"),
           example="LIANE du Douaisis"),
     Field("commune_siege", "Commune du siège", T.COMMUNE, "Code Insee : les chiffres du réseau "
           "comptent pour cette commune.", True, "seat_id",
           ("code insee", "code commune", "siege", "commune"), example="59178"),
     Field("etape", "Étape", T.CHOICE, "Où en est le réseau.", True, "stage", ("statut", "stade"),
           _STAGES, example="déployée"),
     Field("ouverture", "Ouverture", T.DAY, "Premier jour ; les remontées sont attendues depuis.",
           False, "opened_on", ("date d ouverture", "ouvert le"), example="2026-09-01"),
     Field("fermeture", "Fermeture", T.DAY, "Premier jour sans activité d'un réseau clos.", False,
           "closed_on", ("date de fermeture", "ferme le", "cloture")),
     Field("successeur", "Réseau qui prend la suite", T.NETWORK, "Pour réunir deux réseaux.",
           False, "successor_id", ("successeur", "reuni a", "fusionne avec")),
     Field("evaluation", "Bilan daté du", T.DAY, "Jour du bilan écrit.", False, "assessed_on",
           ("bilan", "date du bilan")),
     Field("communes", "Communes couvertes", T.COMMUNE, "Codes Insee séparés par |.",
           aliases=("communes couvertes", "perimetre"),
           link=("network_commune", "network_id", "territory_id"), example="59178|59512")),
    key="code",
)  # fmt: skip
TARGETS = Form(
    "objectifs", "Objectifs", "Valeur visée par un indicateur, pour un réseau ou un territoire.",
    "target",
    (Field("indicateur", "Indicateur", T.CHOICE, "Indicateur du catalogue.", True, "indicator",
           ("code indicateur",), example="jobs_started"),
     Field("territoire", "Territoire ou réseau", T.PLACE, "FR, REG-32, DEP-59 ou LIANE-01.", True,
           "code", ("code territoire", "reseau", "perimetre"), example="LIANE-01"),
     Field("valeur", "Valeur visée", T.AMOUNT, "Valeur à l'échéance.", True, "value",
           ("objectif", "cible", "valeur cible"), example="40"),
     Field("debut", "Début", T.DAY, "Premier jour de la période.", False, "starts_on",
           ("date de debut",), example="2026-01-01"),
     Field("echeance", "Échéance", T.DAY, "Dernier jour de la période.", True, "due_on",
           ("date d echeance", "fin", "date de fin"), example="2027-12-31"),
     Field("libelle", "Libellé", T.TEXT, "Formulation de l'objectif.", False, "wording",
           ("formulation", "intitule"))),
    natural=("indicator", "subject_level", "subject_id", "due_on"), fixed={"programme": "lianes"},
)  # fmt: skip
TYPOLOGIES: Mapping[str, str] = MappingProxyType({
    **dict.fromkeys(("ACI", "ACIPHC", "AI", "ASSO", "ASSO_CHOMEUR", "EA", "EATT", "EI", "EITI",
                     "ETTI", "GEIQ", "ML", "PLIE", "SIAE"), "insertion_association"),
    **dict.fromkeys(("CCAS", "CIAS"), "social_service"),
    **dict.fromkeys(("CC", "CD", "MUNI"), "local_authority"),
})  # fmt: skip
"""Our kind of actor for the codes of data·inclusion that have one beyond doubt."""
PARTNERS = Form(
    "partenaires", "Partenaires", "Organisations, jamais de personnes ; format data·inclusion "
    "accepté.", "partner",
    (Field("id", "Identifiant", T.IDENTIFIER, "Identifiant en minuscules.", True, "id",
           ("identifiant", "code partenaire"), example="bailleur-du-nord"),
     Field("nom", "Nom de l'organisation", T.TEXT, "Raison sociale.", True, "name",
           ("raison sociale", "organisation", "structure"), example="Bailleur du Nord"),
     Field("type", "Type d'acteur", T.REFERENCE, "Type d'acteur.", False, "kind",
           ("typologie", "kind", "categorie"), refers_to="actor_kind", example="landlord"),
     Field("siren", "SIREN", T.SIREN, "Neuf chiffres.", False, "siren"),
     Field("siret", "SIRET", T.SIRET, "Quatorze chiffres.", False, "siret"),
     Field("contact", "Contact générique", T.TEXT, "Fonction ou service, jamais un nom ni une "
           "adresse nominative.", False, "contact", ("fonction de contact",)),
     Field("note", "Note", T.TEXT, "Précision utile.", False, "note",
           ("presentation resume", "remarque")),
     Field("code_insee", "Communes ou territoires", T.PLACE, "Codes séparés par |.",
           aliases=("code insee", "commune", "territoires"),
           link=("partner_territory", "partner", "territory_id"), example="59178")),
    key="id", fixed={"kind": "insertion_association"},
)  # fmt: skip
ROLES = Form(
    "acteurs", "Acteurs des réseaux", "Qui agit dans quel réseau, à quel titre.",
    "network_partner",
    (_OF_NETWORK,
     Field("partenaire", "Partenaire", T.REFERENCE, "Identifiant d'un partenaire.", True,
           "partner", ("id partenaire", "organisation"), refers_to="partner"),
     Field("type", "Type d'acteur", T.REFERENCE, "À quel titre il agit.", True, "kind",
           ("kind", "categorie"), refers_to="actor_kind"),
     Field("role", "Rôle", T.TEXT, "Ce qu'il fait dans le réseau.", True, "role", ("mission",)),
     Field("depuis", "Depuis", T.DAY, "Premier jour.", False, "since", ("date d entree",)),
     Field("jusqu_a", "Jusqu'à", T.DAY, "Dernier jour.", False, "until", ("date de sortie",))),
)  # fmt: skip
CONVENTIONS = Form(
    "conventions", "Conventions", "Accords signés, nationaux ou locaux.", "convention",
    (Field("id", "Identifiant", T.IDENTIFIER, "Identifiant en minuscules.", True, "id",
           ("identifiant",), example="convention-douaisis"),
     Field("titre", "Titre", T.TEXT, "Intitulé de la convention.", True, "title",
           ("intitule", "nom de la convention")),
     Field("nature", "Nature", T.CHOICE, "Nature de l'accord.", True, "kind",
           ("type de convention", "nature de la convention"),
           {w: w for w in ("locale", "cadre", "territoire", "financement", "soutien", "régionale",
                           "circulaire")}, example="locale"),
     Field("signature", "Signée le", T.DAY, "Jour de la signature.", False, "signed_on",
           ("date de signature",), example="2026-09-15"),
     Field("fin", "Finit le", T.DAY, "Dernier jour.", False, "ends_on",
           ("echeance", "date de fin"), example="2028-09-14"),
     Field("reseau", "Réseau", T.NETWORK, "Pour une convention locale.", False, "network_id",
           ("code reseau", "liane"), example="LIANE-01"),
     Field("montant", "Montant", T.AMOUNT, "En euros.", False, "amount_eur", ("montant eur",)),
     Field("objet", "Objet", T.TEXT, "Ce que la convention organise.", False, "object"),
     Field("note", "Note", T.TEXT, "Précision utile.", False, "note", ("remarque",)),
     Field("signataires", "Signataires", T.REFERENCE, "Identifiants séparés par |.",
           aliases=("parties", "partenaires"), refers_to="partner",
           link=("convention_party", "convention", "partner")),
     Field("territoires", "Territoires", T.PLACE, "Codes séparés par |.",
           aliases=("territoire",), link=("convention_territory", "convention", "territory_id"))),
    key="id", fixed={"programme": "lianes"},
)  # fmt: skip
FUNDING = Form(
    "financements", "Financements", "Qui finance quoi, à quelle étape ; un euro sur une ligne.",
    "funding",
    (Field("reseau", "Réseau", T.NETWORK, "Réseau financé.", True, "network_id",
           ("code reseau", "liane"), example="LIANE-01"),
     Field("financeur", "Financeur", T.REFERENCE, "Identifiant du partenaire qui finance.", True,
           "funder", ("id financeur",), refers_to="partner"),
     Field("fonds", "Fonds", T.REFERENCE, "Fonds ou dispositif.", False, "fund",
           ("dispositif",), refers_to="fund"),
     Field("forme", "Forme", T.CHOICE, "En argent ou en nature.", True, "form", (),
           {"argent": "money", "nature": "in_kind"}, example="argent"),
     Field("etape", "Étape", T.CHOICE, "Étape de l'échelle.", True, "stage", ("statut",),
           {"identifié": "identified", "demandé": "requested", "notifié": "notified",
            "signé": "signed", "versé": "paid"}, example="signé"),
     Field("annee", "Année", T.YEAR, "Année du financement.", True, "year", ("exercice",),
           example="2026"),
     Field("montant", "Montant", T.AMOUNT, "En euros, sans décimale inutile.", True, "amount_eur",
           ("montant eur", "montant en euros"), example="25000"),
     Field("couvre_du", "Couvre du", T.DAY, "Premier jour couvert.", False, "covers_from",
           ("debut",), example="2026-01-01"),
     Field("couvre_au", "Couvre au", T.DAY, "Dernier jour couvert.", False, "covers_until",
           ("fin", "echeance"), example="2026-12-31")),
    natural=("network_id", "funder", "fund", "form", "year", "covers_from"),
    fixed={"programme": "lianes"},
)  # fmt: skip
NEEDS = Form(
    "besoins", "Besoins de financement", "Ce qu'il faut à un réseau pour une période.",
    "funding_need",
    (Field("reseau", "Réseau", T.NETWORK, "Réseau à financer.", True, "network_id",
           ("code reseau", "liane"), example="LIANE-01"),
     Field("debut", "Début", T.DAY, "Premier jour.", True, "starts_on", ("du",)),
     Field("fin", "Fin", T.DAY, "Dernier jour.", True, "ends_on", ("au",)),
     Field("besoin", "Besoin", T.AMOUNT, "En euros.", True, "amount_eur",
           ("montant du besoin", "besoin en euros"))),
)  # fmt: skip
PROJECTS = Form(
    "projets", "Logements accompagnés", "Projets de logements accompagnés.", "project",
    (Field("code", "Code", T.PROJECT_CODE, "Code unique, par exemple PROJET-001.", True, "code",
           ("code projet",), example="PROJET-001"),
     Field("nom", "Nom", T.TEXT, "Nom du projet.", True, "name", ("intitule", "nom du projet")),
     Field("commune", "Commune", T.COMMUNE, "Code Insee.", True, "seat_id",
           ("code insee", "code commune"), example="57463"),
     Field("etape", "Étape", T.CHOICE, "Où en est le projet.", True, "stage", ("statut",),
           {stage.label: stage.value for stage in ProjectStage}, example="retenu"),
     Field("service", "En service depuis", T.DAY, "Premier jour ; les remontées du projet sont "
           "attendues depuis.", False, "opened_on", ("mise en service", "ouverture"),
           example="2026-09-01"),
     Field("logements", "Logements", T.COUNT, "Nombre de logements.", False, "dwellings",
           ("nombre de logements",), example="40"),
     Field("budget", "Budget", T.AMOUNT, "En euros.", False, "budget_eur"),
     Field("bailleur", "Bailleur", T.REFERENCE, "Identifiant d'un partenaire.", False, "landlord",
           refers_to="partner"),
     Field("gestionnaire", "Gestionnaire", T.REFERENCE, "Identifiant d'un partenaire.", False,
           "manager", refers_to="partner"),
     Field("public", "Public", T.PUBLIC, "Public accueilli.", False, "public"),
     Field("reponse", "Réponse", T.REFERENCE, "Type de réponse.", False, "response_kind",
           ("type de reponse",), refers_to="response_kind")),
    key="code", fixed={"programme": "logements-accompagnes"},
)  # fmt: skip
LESSONS = Form(
    "retours", "Retours d'expérience", "Ce qui a été appris, par thème et par angle.", "lesson",
    (Field("theme", "Thème", T.REFERENCE, "Gestion, réhabilitation, production, repérage, "
           "formation, mise en relation ou adaptation.", True, "theme", refers_to="theme",
           example="management"),
     Field("angle", "Angle", T.REFERENCE, "Bonnes pratiques, Difficultés ou Solutions.", True,
           "angle", refers_to="angle", example="good-practice"),
     Field("texte", "Texte", T.TEXT, "Le retour, sans nom de personne.", True, "text",
           ("retour", "description")),
     Field("reseau", "Réseau", T.NETWORK, "Réseau qui témoigne.", False, "network_id",
           ("code reseau", "liane")),
     Field("territoire", "Territoire", T.PLACE, "Code du territoire dont parle le retour, quand "
           "aucun réseau ne témoigne : DEP-57, REG-44, 57463.", False, "territory_id",
           ("code territoire",), example="DEP-57"),
     Field("date", "Noté le", T.DAY, "Jour du retour.", False, "noted_on", ("note le",)),
     Field("rencontre", "Rencontre", T.REFERENCE, "Évènement où il a été dit.", False, "event",
           ("evenement",), refers_to="event")),
    natural=("text", "network_id"),
)  # fmt: skip
DECISIONS = Form(
    "decisions", "Décisions", "Décisions datées d'un comité de pilotage.", "decision",
    (Field("programme", "Programme", T.REFERENCE, "Programme concerné.", True, "programme",
           refers_to="programme", example="logements-accompagnes"),
     Field("projet", "Projet", T.PROJECT, "Code du projet ; vide : tout l'appel.", False,
           "project_id", ("code projet",), example="PROJET-001"),
     Field("date", "Décidé le", T.DAY, "Jour de la décision.", True, "decided_on",
           ("jour",), example="2026-10-15"),
     Field("instance", "Instance", T.TEXT, "Qui a décidé : un comité, jamais une personne.", True,
           "body", ("comite",), example="Comité de pilotage"),
     Field("texte", "Décision", T.TEXT, "Ce qui a été décidé.", True, "text",
           ("decision",))),
    natural=("programme", "decided_on", "text"),
)  # fmt: skip

EVENTS = Form(
    "rencontres", "Rencontres", "Réunions, journées et ateliers du programme.", "event",
    (Field("id", "Identifiant", T.IDENTIFIER, "Identifiant en minuscules.", True, "id",
           ("identifiant",), example="rencontre-lille-2026"),
     Field("titre", "Titre", T.TEXT, "Intitulé de la rencontre.", True, "title",
           ("intitule", "nom de la rencontre"), example="Rencontre des LIANES du Nord"),
     Field("debut", "Commence le", T.DAY, "Premier jour.", True, "starts_on",
           ("date de debut", "date de la rencontre", "le"), example="2026-10-12"),
     Field("fin", "Finit le", T.DAY, "Dernier jour.", False, "ends_on", ("date de fin",)),
     Field("lieu", "Lieu", T.TEXT, "Ville ou salle.", False, "place", ("ville",)),
     Field("programme", "Programme", T.REFERENCE, "Programme concerné ; vide : 1 000 LIANES.",
           False, "programme", refers_to="programme", example="lianes"),
     Field("participants", "Participants", T.COUNT, "Nombre de présents.", False,
           "participants", ("nombre de participants",), example="60"),
     Field("unite", "Unité des participants", T.TEXT, "Personnes, structures…", False,
           "participants_unit", ("unite",), example="personnes"),
     Field("note", "Décidé ou annoncé", T.TEXT, "Ce qui s'y est dit ou décidé, sans nom de "
           "personne.", False, "note", ("note", "remarque", "compte rendu"))),
    key="id", fixed={"programme": "lianes"},
)  # fmt: skip
DEPLOYMENTS = Form(
    "deploiements", "Solutions en service", "Où une solution est à l'essai ou en service.",
    "deployment",
    (Field("solution", "Solution", T.REFERENCE, "Identifiant d'une solution.", True, "solution",
           ("id solution",), refers_to="solution"),
     Field("territoire", "Territoire", T.PLACE, "Code Insee, EPCI, DEP-59…", True, "territory_id",
           ("code territoire", "code insee", "commune"), example="DEP-59"),
     Field("reseau", "Réseau", T.NETWORK, "Réseau où elle sert.", False, "network_id",
           ("code reseau", "liane"), example="LIANE-01"),
     Field("etape", "Étape", T.CHOICE, "Où en est la solution.", True, "stage", ("statut",),
           {"à l'essai": "trial", "en service": "running", "en essaimage": "spreading"},
           example="en service"),
     Field("depuis", "Depuis", T.DAY, "Premier jour.", False, "since", ("debut",))),
    natural=("solution", "territory_id", "network_id"),
)  # fmt: skip

FORMS: tuple[Form, ...] = (
    MEASURES, COHORTS, NETWORKS, TARGETS, PARTNERS, ROLES, CONVENTIONS, FUNDING, NEEDS, PROJECTS,
    DEPLOYMENTS, LESSONS, EVENTS, DECISIONS,
)  # fmt: skip
BY_ID: Mapping[str, Form] = MappingProxyType({form.id: form for form in FORMS})
