"""Every number the model rests on; `docs/demonstration.md` gives the source of each, or none."""

from dataclasses import dataclass

# ------------------------------------------------------------------ where and when
PILOT_DEPARTEMENTS = ("DEP-59", "DEP-62")
PILOT_SHARE = 14 / 48
PILOT_MAXIMUM = 60
OTHER_DEPARTEMENTS_SHARE = 23 / 48
OVERSEAS_SHARE = 3 / 23
SEAT_POPULATION = 3_500
"""Population from which the law asks a commune for social dwellings (loi SRU, article 55)."""
SEAT_SPACING_KM = 8.0
REACH_KM = 10.0
REACH_MAXIMUM = 30
REACH_MINIMUM = 4
WAVE_MONTHS = 3
WAVE_DECREASE = 1.5
UNOPENED_AGREEMENT = 2
UNOPENED_IDENTIFICATION = 1

# ------------------------------------------------------------------ rhythm of a network
RAMP = (0.5, 0.8)
"""Activity of the first months of a network, against its cruise."""
SEASON = (1.0, 1.0, 1.05, 1.0, 0.95, 1.0, 0.85, 0.6, 1.15, 1.15, 1.05, 0.8)
"""January to December."""
SIZE_SPREAD = 0.32
"""Standard deviation of the logarithm of the sizes of networks."""
LUMPINESS = 12.0
"""Shape of the gamma that makes information meetings come in lumps."""

# ------------------------------------------------------------------ towards a job
PATHWAYS_PER_MONTH = 6.55
CANDIDATE = 0.50
ORIENTED = 0.75
ENTERED = 0.70
ENTRY_DELAYS = (0.50, 0.35, 0.15)
INTEGRATED = 0.31
TRAINED = 0.50
TRAINING_DELAYS = (0.0, 0.10, 0.25, 0.30, 0.20, 0.15)
TRAINING_COMPLETED = 0.82
MET_EMPLOYER = 0.45
MEETING_DELAYS = (0.25, 0.40, 0.25, 0.10)
STRATA = (
    ("job-seekers",),
    ("seniors-willing-to-work",),
    ("job-seekers", "seniors-willing-to-work"),
)
STRATA_SHARES = (0.82, 0.13, 0.05)
KNOWN_EXIT = 0.95
EMPLOYMENT = 0.575
EMPLOYMENT_SPREAD = 0.10
"""Standard deviation of the log-odds between ordinary networks."""
DURABLE_AMONG_JOBS = 0.54
POSITIVE_AMONG_OTHERS = 0.38
JOB_DELAYS = (0.0, 0.04, 0.09, 0.15, 0.17, 0.16, 0.14, 0.13, 0.12)
EXAMINATION_DELAYS = (0.55, 0.35, 0.10)
OTHER_EXIT_DELAYS = (0.0, 0.05, 0.09, 0.13, 0.15, 0.15, 0.13, 0.11, 0.08, 0.06, 0.05)
HOME_CARE = 0.74
LOCAL = 0.81

# ------------------------------------------------------------------ seniors and dwellings
SENIOR_ENTRIES_PER_MONTH = 28.6
CONTACTED = 0.72
WANTING = 0.80
SERVED = 0.90
SERVICE_DELAYS = (0.45, 0.35, 0.15, 0.05)
SERVICES = {
    "seniors_home_help": 0.62,
    "seniors_meals": 0.18,
    "seniors_tele_assistance": 0.45,
    "seniors_visits": 0.25,
    "seniors_activity": 0.15,
}
SERVICE_SPREAD = 0.05
SERVICE_DRIFT = 0.006
CARE_HOURS = 28.0
CARE_HOURS_SPREAD = 0.12
ADAPTATIONS_PER_MONTH = 7.55
ACCEPTED = 0.72
WORKS_DELAYS = (0.0, 0.15, 0.28, 0.25, 0.17, 0.10, 0.05)
DWELLING_LEVELS = (0.60, 0.29, 0.11)
DWELLING_COSTS = (5_900, 8_600, 9_300)
DWELLING_COST_SPREAD = 600
DWELLING_COST_RANGE = (5_000, 10_000)
DAYS_PER_MONTH = 30


@dataclass(frozen=True, slots=True)
class Hazard:
    """Monthly chance of an event: `first` up to age `until` in months, then `later`."""

    first: float
    until: int
    later: float

    def at(self, age: int) -> float:
        """Return the chance at an age in months."""
        return self.first if age <= self.until else self.later


JOB_HAZARDS = {"ended": Hazard(0.021, 6, 0.012), "censored": Hazard(0.006, 6, 0.006)}
HOME_HAZARDS = {
    "institution": Hazard(0.0067, 12, 0.0067),
    "death": Hazard(0.0035, 12, 0.0035),
    "censored": Hazard(0.004, 12, 0.004),
}

# ------------------------------------------------------------------ on purpose
BELOW_REGION = "REG-76"
BELOW_REGION_EMPLOYMENT = 0.37
ABOVE_EMPLOYMENT = 0.86
BELOW_EMPLOYMENT = 0.14
RISE_LOW = 2.5
RISE_HIGH = 22.0
RISE_MONTHS = 8
SILENT_DEPARTEMENT = "DEP-974"
SILENT_MONTHS = 3
LATE_NETWORKS = 3
ENDING_DAYS = 90
SECURED_DAYS = 180
CLOSED_MONTHS_AGO = 4

# ------------------------------------------------------------------ targets and money
TARGETS = {"jobs_started": 1_000, "pathways_started": 4_600, "seniors_supported": 17_500,
           "dwellings_adapted": 3_800}  # fmt: skip
TARGET_NETWORKS = 48
YEARLY_NEED = 110_000
