"""The simulated part of the demonstration: a seeded generative model of local networks.

`docs/demonstration.md` states every assumption; nothing here knows SQL or reads a file.
"""

from lianes.demo.parameters import Ground, Parameters
from lianes.demo.simulation import simulate

__all__ = ["Ground", "Parameters", "simulate"]
