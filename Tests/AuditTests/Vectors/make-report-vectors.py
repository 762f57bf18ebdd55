#!/usr/bin/env python3
"""Recomputes the figures of the audit of the embedded list with programs that share no code with ours.

    pip install numpy pyproj; python3 make-report-vectors.py [SEEDS/DATA]

report.csv: area (empty for all of Kalimantan), set (`listed`, `confirmed`), figure, value. Distances by
pyproj (PROJ's geodesic on WGS-84), the rest in numpy; no value is copied from the product. Run it again
whenever a table in Seeds/data changes.
"""
import csv, os, sys
import numpy as np
from pyproj import Geod

here = os.path.dirname(os.path.abspath(__file__))
data = sys.argv[1] if len(sys.argv) > 1 else os.path.join(here, "../../../Seeds/data")
geod = Geod(ellps="WGS84")


def table(name):
    with open(os.path.join(data, name), newline="") as file:
        return list(csv.DictReader(file))


regencies = sorted(table("regencies.csv"), key=lambda row: row["code"])
villages = sorted(table("villages.csv"), key=lambda row: row["code"])
facilities = sorted(table("facilities.csv"), key=lambda row: row["id"])
published = table("published.csv")
provinces = table("provinces.csv")


def point(row, *names):
    for lat, lon in names:
        if row.get(lat):
            return float(row[lat]), float(row[lon])
    return None


def distances(points, sites):
    result = np.empty((len(points), len(sites)))
    lat, lon = (np.array(x) for x in zip(*points))
    for j, (y, x) in enumerate(sites):
        result[:, j] = geod.inv(lon, lat, np.full(len(points), x), np.full(len(points), y))[2]
    return result


def quantile(d, w, q):
    order = np.argsort(d, kind="stable")
    at = np.searchsorted(np.cumsum(w[order]), q * w.sum() * (1 - 1e-12))
    return d[order][at]


def gini(n, w):
    order = np.argsort(n / w, kind="stable")
    x = np.concatenate([[0], np.cumsum(w[order]) / w.sum()])
    y = np.concatenate([[0], np.cumsum(n[order]) / n.sum()])
    return 1 - np.sum((x[1:] - x[:-1]) * (y[1:] + y[:-1]))


def hoover(n, w):
    return np.abs(w / w.sum() - n / n.sum()).sum() / 2


def theil(n, w):
    s, v = n / n.sum(), w / w.sum()
    return sum(a * np.log(a / b) for a, b in zip(s, v) if a > 0)


def catchment(d, w, weights):
    edges = [10_000, 25_000, 50_000]
    zone = np.zeros_like(d)
    for edge, value in zip(reversed(edges), reversed(weights)):
        zone[d <= edge] = value
    inside = (d <= 50_000).astype(float)

    def two(g):
        load = (g * w[:, None]).sum(0)
        rate = np.divide(1, load, out=np.zeros_like(load), where=load > 0)
        return (g * rate).sum(1), int((load <= 0).sum())

    choice = zone.sum(1, keepdims=True)
    share = np.divide(zone, choice, out=np.zeros_like(zone), where=choice > 0)
    return {"2sfca": two(inside), "e2sfca": two(zone), "3sfca": two(share * zone)}


rows = []
for area in ["", "61", "65", "63.10"]:
    units = [r for r in regencies if r["code"].startswith(area)]
    people = {r["code"]: float(r["population"]) for r in units}
    demand = []
    for row in villages:
        at = point(row, ("inside_latitude", "inside_longitude"), ("latitude", "longitude"))
        if row["code"][:5] in people and at:
            demand.append((row["code"], at))
    each = {c: p / sum(v[0][:5] == c for v in demand) for c, p in people.items()}
    w = np.array([each[c[:5]] for c, _ in demand])
    owner = np.array([c[:5] for c, _ in demand])
    for name, bases in [("listed", ("official", "reported", "presumed")), ("confirmed", ("official", "reported"))]:
        sites = [f for f in facilities if f["plkk_basis"] in bases and f["latitude"]]
        sites = [f for f in sites if f["operational_status"] != "closed"]
        inside = [f for f in sites if f["regency_code"].startswith(area)]

        def put(figure, value):
            rows.append([area, name, figure, "" if value is None else repr(float(value))])

        d = distances([p for _, p in demand], [(float(f["latitude"]), float(f["longitude"])) for f in sites])
        two = np.partition(d, 1, axis=1)[:, :2]
        first, second = two[:, 0], two[:, 1]
        put("count", len(inside))
        put("villages", len(demand))
        put("mean_m", first.mean())
        put("weighted_mean_m", (first * w).sum() / w.sum())
        put("median_m", quantile(first, w, 0.5))
        put("p90_m", quantile(first, w, 0.9))
        put("max_m", first.max())
        put("second_weighted_mean_m", (second * w).sum() / w.sum())
        for km in (5, 10, 25, 50, 100):
            put(f"within_{km}", w[first <= km * 1000].sum() / w.sum())
            put(f"twice_{km}", w[second <= km * 1000].sum() / w.sum())
        rp = [point(r, ("seat_latitude", "seat_longitude"), ("latitude", "longitude")) for r in units]
        rw = np.array([people[r["code"]] for r in units])
        rd = distances(rp, [(float(f["latitude"]), float(f["longitude"])) for f in sites]).min(1)
        put("regency_weighted_mean_m", (rd * rw).sum() / rw.sum())
        n = np.array([sum(f["regency_code"] == r["code"] for f in inside) for r in units], float)
        if n.sum() > 0:
            for figure, weight in [
                ("population", rw), ("workers", np.array([float(r["workers_estimate"]) for r in units])),
                ("area", np.array([float(r["area_km2"]) for r in units])),
            ]:
                put(f"gini_{figure}", gini(n, weight))
                put(f"hoover_{figure}", hoover(n, weight))
                put(f"theil_{figure}", theil(n, weight))
        if len(inside) > 1:
            own = [(float(f["latitude"]), float(f["longitude"])) for f in inside]
            nn = distances(own, own)
            np.fill_diagonal(nn, np.inf)
            size = sum(float(r["area_km2"]) for r in units) * 1e6
            put("clark_evans", nn.min(1).mean() / (0.5 * np.sqrt(size / len(inside))))
        usual, steep = catchment(d, w, [1, 0.68, 0.22]), catchment(d, w, [1, 0.42, 0.09])

        def relative(access):
            mean = (access * w).sum() / w.sum()
            return np.array([
                (access * w)[owner == r["code"]].sum() / w[owner == r["code"]].sum() / mean if mean else 0
                for r in units])

        for method, (access, unreached) in usual.items():
            mean = (access * w).sum() / w.sum()
            put(f"{method}_mean_per_100k", mean * 100_000)
            put(f"{method}_without", w[access == 0].sum() / w.sum())
            put(f"{method}_below_half", w[access < mean / 2].sum() / w.sum())
            if method != "2sfca":
                before, after = relative(access), relative(steep[method][0])
                change = np.abs(after[before > 0] / before[before > 0] - 1)
                put(f"{method}_sensitivity_units", len(change))
                put(f"{method}_sensitivity_changed", (change > 0.1).sum())
                put(f"{method}_sensitivity_largest", change.max() if len(change) else None)
        far = sorted(range(len(demand)), key=lambda i: (-first[i], demand[i][0]))[:3]
        for place, i in enumerate(far):
            put(f"farthest_{place + 1}_m", first[i])
        loss = np.zeros(len(sites))
        np.add.at(loss, d.argmin(1), w * (second - first))
        put("worst_loss_m", loss.max() / w.sum())

totals = {r["area"]: float(r["count"]) for r in published if r["level"] == "province" and r["date"] == "2026-02-02"}
n = np.array([totals[p["name"]] for p in provinces])
for figure, column in [("population", "population"), ("workers", "workers_estimate"), ("area", "area_km2")]:
    weight = np.array([
        sum(float(r[column]) for r in regencies if r["code"].startswith(p["code"])) for p in provinces])
    for name, formula in [("gini", gini), ("hoover", hoover), ("theil", theil)]:
        rows.append(["", "published", f"{name}_{figure}", repr(float(formula(n, weight)))])
people = {r["level"]: float(r["count"]) for r in published if r["level"].startswith("region/") and r["date"] == "2026-02-02"}
rows.append(["", "published", "per_100k_participants", repr(float(n.sum() / people["region/participants"] * 1e5))])
rows.append(["", "published", "per_100k_workers", repr(float(n.sum() / people["region/workers"] * 1e5))])
rows.append(["", "published", "coverage", repr(people["region/participants"] / people["region/workers"])])

with open(os.path.join(here, "report.csv"), "w", newline="") as file:
    out = csv.writer(file, lineterminator="\n")
    out.writerow(["area", "set", "figure", "value"])
    out.writerows(rows)
