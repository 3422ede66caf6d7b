"""Run the builder alone: `python -m lianes.geo build`."""

from lianes.geo.commands import geo

if __name__ == "__main__":
    geo(prog_name="python -m lianes.geo")
