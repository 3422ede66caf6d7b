"""Fictitious French sentences: lessons learnt by theme and angle, solutions, projects."""

LESSONS: dict[tuple[str, str], tuple[str, ...]] = {
    ("management", "good-practice"): (
        "Une permanence commune du bailleur et de l'association, une fois par mois au pied des "
        "immeubles, amène des candidats qui ne viennent pas aux réunions.",
        "Le gardien signale les seniors isolés avec leur accord ; le service social rappelle "
        "dans la semaine.",
        "Un seul numéro pour les demandes d'aide et d'adaptation évite les dossiers en double.",
    ),
    ("management", "difficulty"): (
        "Les fichiers du bailleur ne disent pas qui cherche un emploi : le repérage repose sur "
        "l'information collective.",
        "La garde d'enfants tôt le matin fait renoncer des candidats à l'aide à domicile.",
        "Les coordonnées des locataires âgés ne sont plus à jour dans un dossier sur cinq.",
    ),
    ("management", "solution"): (
        "Des tournées regroupées par résidence réduisent les trajets et rendent les temps "
        "partiels plus longs.",
        "Un prêt de vélos électriques couvre les interventions sans voiture.",
        "Une fiche de liaison unique suit la personne de l'orientation à la prise d'emploi.",
    ),
    ("rehabilitation", "good-practice"): (
        "L'ergothérapeute visite avant le chiffrage : moins de travaux refaits.",
        "Les adaptations sont regroupées par cage d'escalier, avec un logement témoin.",
        "Les locataires choisissent entre trois salles d'eau types.",
    ),
    ("rehabilitation", "difficulty"): (
        "Le délai entre la demande et la réception dépasse six mois quand le diagnostic amiante "
        "est à refaire.",
        "Des seniors renoncent aux travaux par crainte de devoir quitter leur logement.",
        "Deux guichets financent la même adaptation avec des pièces différentes.",
    ),
    ("rehabilitation", "solution"): (
        "Un logement relais meublé, dans la même résidence, accueille le locataire pendant les "
        "travaux.",
        "Un marché à bons de commande ramène les travaux ponctuels à trois semaines.",
        "Un dossier de financement commun est rempli une fois et transmis à tous.",
    ),
    ("production", "good-practice"): (
        "Les rez-de-chaussée des opérations neuves sont livrés au niveau « adapté » dès la "
        "conception.",
        "Un local partagé accueille la coordination, la formation et les activités des seniors.",
        "Les employeurs donnent leur avis sur la desserte avant le choix du terrain.",
    ),
    ("production", "difficulty"): (
        "Les petits logements adaptés manquent dans les communes où la demande vieillit le plus.",
        "Le calendrier d'une opération neuve est plus long que celui d'un parcours d'insertion.",
        "Le surcoût du niveau « label » n'est pas financé partout de la même façon.",
    ),
    ("production", "solution"): (
        "Une clause d'insertion réserve des heures aux locataires en parcours.",
        "Une convention fixe à l'avance la part de logements adaptés par opération.",
        "Une résidence mixte rapproche seniors et salariés de l'aide à domicile.",
    ),
    ("identification", "difficulty"): (
        "Les locataires inscrits depuis longtemps ne répondent plus aux courriers.",
    ),
    ("identification", "good-practice"): (
        "Le gardien et une locataire déjà en poste frappent ensemble aux portes.",
    ),
    ("identification", "solution"): (
        "Une prise de rendez-vous est proposée avec l'avis d'échéance.",
    ),
    ("training", "difficulty"): ("La session commence avant que la garde d'enfants soit trouvée.",),
    ("training", "solution"): (
        "Deux jours d'immersion chez l'employeur précèdent l'entrée en formation.",
    ),
    ("matching", "difficulty"): (
        "Les employeurs et les candidats ne se rencontrent qu'une fois le poste urgent.",
    ),
    ("matching", "good-practice"): (
        "Une demi-journée mensuelle réunit trois employeurs dans la résidence.",
    ),
    ("adaptation", "difficulty"): ("Le devis arrive après la sortie d'hôpital du locataire.",),
    ("adaptation", "solution"): (
        "Un lot de barres d'appui est posé sous dix jours, avant le reste des travaux.",
    ),
}

SOLUTIONS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("Ateliers d'équilibre", "activité physique adaptée en pied d'immeuble", ("ageing", "health")),
    (
        "Visites de voisinage",
        "visites de convivialité entre voisins",
        ("ageing", "living-together"),
    ),
    ("Café numérique", "aide aux démarches en ligne", ("digital", "rights")),
    ("Salle d'eau en une semaine", "adaptation rapide des salles de bain", ("ageing",)),
    ("Tremplin aide à domicile", "formation courte avec immersion", ("rights",)),
    ("Écoute de proximité", "repérage de la souffrance psychique", ("health",)),
    ("Éco-gestes accompagnés", "suivi des consommations avec les locataires", ("transition",)),
    ("Cuisine partagée", "repas préparés et pris ensemble", ("living-together", "ageing")),
)

DECISIONS = {
    "examined": "dossier {code} instruit, complément demandé sur l'accompagnement.",
    "selected": "projet {code} retenu ; convention avec le gestionnaire à signer.",
    "assessed": "bilan du projet {code} examiné ; reconduction proposée.",
    "call": "calendrier de l'appel : deux sessions de sélection par an.|priorité rappelée aux "
    "publics signalés par l'État.|un bilan daté est demandé à chaque projet après douze mois.",
}
"""What a fictitious steering committee decides of a project at a stage, then of the call."""

PROJECT_PUBLICS = (
    "current-tenants", "dalo", "leaving-shelter", "domestic-violence", "poorly-housed",
)  # fmt: skip
RESPONSE_KINDS = ("immediate-housing", "lease-change", "residential-pathway")
