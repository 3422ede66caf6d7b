"""Where networks stand: seat communes and the communes each covers, by real distances."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from lianes.demo import assumptions as a
from lianes.demo.parameters import Ground, Parameters
from lianes.domain.territory import Level

EARTH_KM = 6371.0
SEARCHED_DEGREES = 0.6
Floats = npt.NDArray[np.float64]
FORMER_PREFERRED = ("COM-93066", "COM-91228", "COM-74010")
"""Communes whose merger is recent: Saint-Denis 2025, Evry-Courcouronnes 2019, Annecy 2017."""


def communes(ground: Ground) -> pd.DataFrame:
    """Return the communes by falling population, then code."""
    rows = ground.territories
    found = rows[(rows["level"] == int(Level.COMMUNE)) & rows["lon"].notna()]
    found = found.assign(population=found["population"].fillna(0).astype("int64"))
    return found.sort_values(["population", "code"], ascending=[False, True], ignore_index=True)


def seats(ground: Ground, parameters: Parameters) -> pd.DataFrame:
    """Return one row per network: its seat, grouped by département, pilots first."""
    everywhere = communes(ground)
    eligible = everywhere[everywhere["population"] >= a.SEAT_POPULATION]
    by_departement = {str(code): rows for code, rows in eligible.groupby("departement")}
    capacity = {code: len(rows) for code, rows in by_departement.items()}
    shares = quotas(ground, parameters.networks, capacity, regions(eligible))
    chosen = [_spaced(by_departement[code], quota) for code, quota in shares.items() if quota]
    return pd.concat(chosen, ignore_index=True)


def regions(rows: pd.DataFrame) -> dict[str, str]:
    """Return the région of each département."""
    pairs = rows[["departement", "region"]].drop_duplicates("departement")
    return dict(zip(pairs["departement"], pairs["region"], strict=True))


def quotas(
    ground: Ground, networks: int, capacity: dict[str, int], region_of: dict[str, str]
) -> dict[str, int]:
    """Return how many networks each département hosts: pilots, then the others by weight."""
    weight = {code: ground.social_dwellings.get(code, 1.0) ** 0.5 for code in capacity}
    pilots = [code for code in a.PILOT_DEPARTEMENTS if code in capacity]
    piloted = min(round(networks * a.PILOT_SHARE), a.PILOT_MAXIMUM) if pilots else 0
    shares = _shared(piloted, pilots, weight, capacity)
    others = sorted(set(capacity) - set(pilots), key=lambda code: (-weight[code], code))
    hosts = _hosts(others, region_of, round(networks * a.OTHER_DEPARTEMENTS_SHARE))
    placed = _shared(networks - sum(shares.values()), hosts, weight, capacity)
    missing = networks - sum(shares.values()) - sum(placed.values())
    rest = [code for code in others if code not in hosts]
    return shares | placed | _shared(missing, rest, weight, capacity)


def _hosts(others: list[str], region_of: dict[str, str], wanted: int) -> list[str]:
    """Return the largest départements of each région in turn, a share of them overseas."""
    overseas = [code for code in others if code.startswith("DEP-97")]
    overseas.sort(key=lambda code: code != a.SILENT_DEPARTEMENT)
    afar = overseas[: max(1, round(wanted * a.OVERSEAS_SHARE))]
    mainland = [code for code in others if code not in overseas]
    turns: dict[str, int] = {}
    for code in mainland:
        turns[code] = sum(region_of[code] == region_of[seen] for seen in turns)
    return sorted(mainland, key=lambda code: turns[code])[: wanted - len(afar)] + afar


def _shared(
    total: int, codes: list[str], weight: dict[str, float], capacity: dict[str, int]
) -> dict[str, int]:
    """Share networks out by highest averages, within what each département can host."""
    shares = dict.fromkeys(codes, 0)
    for _ in range(total):
        free = [code for code in codes if shares[code] < capacity[code]]
        if not free:
            break
        shares[max(free, key=lambda code: _average(shares[code], weight[code]))] += 1
    return shares


def _average(held: int, weight: float) -> tuple[bool, float]:
    return held == 0, weight / (held + 1)


def _spaced(rows: pd.DataFrame, quota: int) -> pd.DataFrame:
    """Return the most populous communes at a distance from each other, then the next ones."""
    kept: list[int] = []
    lon, lat = rows["lon"].to_numpy(), rows["lat"].to_numpy()
    for i in range(len(rows)):
        if len(kept) == quota:
            break
        if not kept or distance_km(lon[i], lat[i], lon[kept], lat[kept]).min() > a.SEAT_SPACING_KM:
            kept.append(i)
    kept += [i for i in range(len(rows)) if i not in set(kept)][: quota - len(kept)]
    return rows.iloc[kept]


def distance_km(lon: float, lat: float, lons: Floats, lats: Floats) -> Floats:
    """Return great-circle distances in kilometres from one point to many."""
    lam, phi, lams, phis = (np.radians(value) for value in (lon, lat, lons, lats))
    half = np.sin((phis - phi) / 2) ** 2
    half += np.cos(phi) * np.cos(phis) * np.sin((lams - lam) / 2) ** 2
    return np.asarray(2 * EARTH_KM * np.arcsin(np.sqrt(half)))


def covered(ground: Ground, seat_rows: pd.DataFrame) -> list[npt.NDArray[np.int64]]:
    """Return the ids of the communes within reach of each seat, or its few nearest."""
    rows = communes(ground).sort_values(["lat", "code"], ignore_index=True)
    lon, lat, ids = (rows[name].to_numpy() for name in ("lon", "lat", "id"))
    found = []
    for x, y in seat_rows[["lon", "lat"]].to_numpy(np.float64):
        low, high = np.searchsorted(lat, [y - SEARCHED_DEGREES, y + SEARCHED_DEGREES])
        away = distance_km(x, y, lon[low:high], lat[low:high])
        nearest = np.argsort(away, kind="stable")[: a.REACH_MAXIMUM]
        within = max(int((away[nearest] <= a.REACH_KM).sum()), a.REACH_MINIMUM)
        found.append(np.sort(ids[low:high][nearest[:within]]))
    return found


def declared_codes(ground: Ground, seat_rows: pd.DataFrame) -> dict[str, str]:
    """Return the one seat declared under an old code: code of today -> old code."""
    former = ground.former.drop_duplicates("old_code", keep=False)
    rows = seat_rows.merge(former, left_on="id", right_on="territory_id")
    rows = rows.assign(old_code=[_prefixed(code) for code in rows["old_code"]])
    near = rows["old_code"].str[:6] == rows["code"].str[:6]
    piloted = rows["departement"].isin([*a.PILOT_DEPARTEMENTS, a.SILENT_DEPARTEMENT])
    rows = rows[near & ~piloted & (rows["old_code"] != rows["code"])]
    rows = rows.assign(rank=~rows["code"].isin(FORMER_PREFERRED))
    first = rows.sort_values(["rank", "code", "old_code"]).head(1)
    return dict(zip(first["code"], first["old_code"], strict=True))


def _prefixed(code: str) -> str:
    return code if code.startswith(Level.COMMUNE.prefix) else f"{Level.COMMUNE.prefix}-{code}"
