"""The statistics used, in the words and figures of `docs/statistics.md` (a test compares both)."""

from dataclasses import dataclass

from lianes.metrics.cohort import MINIMUM as AT_RISK
from lianes.metrics.plan import MINIMUM_MONTHS
from lianes.metrics.trend import MINIMUM_MEAN, MINIMUM_POINTS, RUN
from lianes.metrics.verdict import MINIMUM


@dataclass(frozen=True, slots=True)
class Statistic:
    """One statistic: what it says, its formula in words, when it does not conclude, its risk."""

    id: str
    name: str
    says: str
    formula: str
    silent: str
    risk: str


STATISTICS = (
    Statistic(
        "wilson",
        "L'intervalle d'un taux (Wilson, 95 %)",
        "Un taux observé sur peu de personnes est incertain. L'intervalle dit les valeurs avec "
        "lesquelles l'observation reste compatible.",
        "(2x + z² ± z·√(z² + 4x(1 − x/n))) / (2(n + z²)), avec x réussites sur n personnes et "
        "z = 1,959964.",
        "Des comptes qui se contredisent (plus de réussites que de personnes) ne donnent aucun "
        "taux. L'intervalle dit l'effet du petit nombre, pas celui d'une saisie incomplète.",
        "3 sur 5 donne 23,1 – 88,2 % ; 12 sur 20, 38,7 – 78,1 % ; 600 sur 1 000, 56,9 – 63,0 %.",
    ),
    Statistic(
        "verdict",
        "Le verdict (au-dessus, au-dessous, comparable)",
        "Un territoire est comparé au reste du programme, jamais à un ensemble qui le contient. "
        "Une couleur n'apparaît que si le hasard explique mal l'écart.",
        "Au-dessus ou au-dessous quand l'intervalle de l'écart des deux taux (Newcombe) exclut "
        "zéro ; sinon « comparable ». Un territoire seul est jugé à 95 %, une liste à 99,8 % "
        "(z = 3,0902).",
        f"À moins de {MINIMUM} observations d'un côté ou de l'autre : « trop peu pour comparer ». "
        "Un verdict décrit un écart, jamais une cause.",
        "Fausses alertes calculées pour un réseau médian : 5,0 % à 95 % et 0,17 % à 99,8 % ; pour "
        "un territoire qui fait la moitié du programme : 5,1 % et 0,20 %. Sur une liste de 48 "
        "réseaux identiques, le hasard seul en signale 2,4 à 95 % et 0,1 à 99,8 %.",
    ),
    Statistic(
        "entonnoir",
        "Les limites en entonnoir",
        "Elles disent l'écart que la taille d'un réseau suffit à expliquer : larges pour un petit, "
        "étroites pour un grand.",
        "p₀ ± z·√(p₀(1 − p₀)/n) autour d'une référence p₀, ramenées entre 0 et 1.",
        "Approximation grossière quand n·p₀ ou n·(1 − p₀) est inférieur à 5.",
        "À p₀ = 90 % et n = 25, un 25 sur 25 que la chance donne 7,2 fois sur 100 n'est pas "
        "signalé.",
    ),
    Statistic(
        "plan",
        "La progression et l'échéancier",
        "Où en est-on entre la valeur de départ et la cible, et où devrait-on en être ?",
        "100·(VA − VI)/(VC − VI), avec la valeur actuelle, initiale et cible. L'échéancier est "
        "une droite, de 0 à la cible à la fin du mois d'échéance.",
        "Sans cible ou sans échéance : « objectif non fixé ». Aucune échéance du programme n'est "
        "publiée ; un échéancier affiché est une hypothèse, dite comme telle.",
        "Sans objet : la progression n'est pas bornée et ne signale rien.",
    ),
    Statistic(
        "projection",
        "La projection",
        "Ce que donnerait le rythme des six derniers mois complets s'il se maintenait.",
        "Rythme moyen prolongé, intervalle à 80 % : hasard des mois à venir et incertitude sur le "
        "rythme, au moins celle d'une loi de Poisson.",
        f"À moins de {MINIMUM_MONTHS} mois transmis, pas de projection. En montée en charge, elle "
        "sous-estime, et son intervalle ne le couvre pas.",
        "À 6 mois, la vraie valeur tombait dans l'intervalle à 80 % pour 86 % des séries "
        "régulières de 45 par mois, pour 77 % des séries trois fois plus irrégulières que le "
        "hasard, pour 1 % des séries en montée continue.",
    ),
    Statistic(
        "evolution",
        "L'évolution entre deux périodes",
        "On ne compare que les réseaux qui ont transmis les deux périodes ; un réseau en retard ne "
        "fait donc pas baisser le total.",
        "Somme de la seconde période moins somme de la première, sur ces seuls réseaux.",
        "Ce n'est pas l'évolution du programme entier, qui grandit aussi par de nouveaux réseaux.",
        "Aucun seuil d'alerte n'y est attaché.",
    ),
    Statistic(
        "kaplan-meier",
        "Le maintien en emploi (Kaplan-Meier)",
        "Part des personnes encore dans l'emploi suivi à un âge donné, en tenant compte de celles "
        "dont la suite n'est pas encore connue.",
        "À chaque mois, 1 moins les fins d'emploi rapportées aux personnes encore suivies ; ces "
        "parts se multiplient.",
        f"À moins de {AT_RISK} personnes exposées : « pas encore observable ». La perte de vue est "
        "supposée sans lien avec l'issue, ce qui est rarement vrai.",
        "Intervalle log-log à 95 %. Sans aucun évènement, l'intervalle de Wilson le remplace : 0 "
        "évènement sur 20 personnes laisse 83,9 – 100 %.",
    ),
    Statistic(
        "aalen-johansen",
        "Le maintien à domicile (Aalen-Johansen)",
        "Part des seniors qui ne sont pas entrés durablement en établissement. Le décès est un "
        "évènement concurrent : il empêche l'entrée sans en être une.",
        "1 moins l'incidence cumulée des entrées en établissement ; un déménagement ordinaire est "
        "une censure.",
        f"À moins de {AT_RISK} personnes exposées : « pas encore observable ». Sans mesure de "
        "départ, c'est un niveau, pas une amélioration.",
        "Ce n'est pas la part des personnes vivantes et chez elles, plus basse. Exemple : 100 "
        "personnes, 20 décès puis 8 entrées, maintien 92 %, vivantes et chez elles 72 %.",
    ),
    Statistic(
        "tendance",
        "La tendance (carte XmR)",
        "Elle sépare un changement durable du va-et-vient ordinaire d'un mois à l'autre.",
        "Moyenne ± 2,66 × étendue mobile moyenne. « Hausse durable » : les "
        f"{RUN} derniers points sont au-dessus de la moyenne.",
        f"Il faut {MINIMUM_POINTS} points et une moyenne de {MINIMUM_MEAN:.0f} ; en deçà, « trop "
        "peu pour conclure ». Une série en montée signale toujours.",
        "Sur 14 mois stables à 10 par mois, 8 % des séries signaleraient ; à 0,2 par mois, 73 % : "
        "c'est pourquoi on s'abstient.",
    ),
)
