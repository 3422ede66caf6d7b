"""Properties are not timed: a busy machine is not a wrong figure."""

from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
