#!/usr/bin/env python3
"""Makes the tables of this folder with programs that share no code with ours.

    pip install numpy scipy inequality geographiclib; python3 make-vectors.py

inequality.csv: gini, hoover and Theil's T. Rows with equal weights: PyPI `inequality` (Gini, Theil,
  TheilD). Rows with weights: numpy, Gini as mean absolute difference over all pairs.
points.csv: demand points, candidates and sites; distances by `geographiclib`.
siting.csv: optimum by scipy.optimize.milp (HiGHS), gap 0.
access.csv: 2SFCA, E2SFCA, 3SFCA as numpy matrices; nearest and second-nearest distance.
"""
import csv, os
import numpy as np
from geographiclib.geodesic import Geodesic
from inequality.gini import Gini
from inequality.theil import Theil, TheilD
from scipy.optimize import LinearConstraint, Bounds, milp
from scipy.sparse import coo_matrix, csr_matrix, hstack, identity, vstack

here = os.path.dirname(os.path.abspath(__file__))
random = np.random.default_rng(20260202)


def write(name, header, rows):
    with open(os.path.join(here, name), "w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(header)
        out.writerows(rows)


def number(x):
    return repr(float(x))


rows = []
for case in range(24):
    n = int(random.integers(2, 40))
    groups = np.array([f"g{int(random.integers(0, 4))}" for _ in range(n)])
    counts = random.integers(0, 30, n).astype(float)
    counts[0] += 1
    if case < 12:
        counts += 1
        weights = np.ones(n)
        gini, hoover = Gini(counts).g, abs(counts / counts.sum() - 1 / n).sum() / 2
        theil = Theil(counts).T
        parts = TheilD(counts, groups)
        between = float(np.atleast_1d(parts.bg)[0])
        tool = "inequality"
    else:
        weights = random.uniform(0.5, 900, n)
        w, x = weights / weights.sum(), counts / weights
        gini = (w[:, None] * w[None, :] * abs(x[:, None] - x[None, :])).sum() / (2 * (w * x).sum())
        s = counts / counts.sum()
        hoover = abs(s - w).sum() / 2
        theil = sum(a * np.log(a / b) for a, b in zip(s, w) if a > 0)
        between = 0
        for g in np.unique(groups):
            a, b = s[groups == g].sum(), w[groups == g].sum()
            between += a * np.log(a / b) if a > 0 else 0
        tool = "numpy"
    rows.append([tool, " ".join(groups), " ".join(map(number, counts)),
                 " ".join(map(number, weights)), number(gini), number(hoover), number(theil),
                 number(between)])
write("inequality.csv",
      ["tool", "groups", "counts", "weights", "gini", "hoover", "theil", "between"], rows)


def cloud(n):
    # Towns with people round them, as real points are; six decimals so that text is exact.
    towns = np.column_stack([random.uniform(-3.5, 3.5, 8), random.uniform(110, 117, 8)])
    chosen = towns[random.integers(0, 8, n)] + random.normal(0, 0.35, (n, 2))
    return np.round(chosen, 6)


demand, sites, candidates = cloud(60), cloud(12), cloud(14)
people = np.round(random.uniform(0, 5000, 60))
write("points.csv", ["role", "latitude", "longitude", "weight"],
      [["demand", *p, number(w)] for p, w in zip(demand, people)]
      + [["site", *p, number(s)] for p, s in zip(sites, random.integers(1, 5, 12))]
      + [["candidate", *p, "0.0"] for p in candidates])
with open(os.path.join(here, "points.csv")) as file:
    capacity = np.array([float(r["weight"]) for r in csv.DictReader(file) if r["role"] == "site"])


def distances(a, b):
    return np.array([[Geodesic.WGS84.Inverse(*p, *q)["s12"] for q in b] for p in a])


to_sites, to_candidates = distances(demand, sites), distances(demand, candidates)

zones = [(10e3, 1.0), (25e3, 0.68), (50e3, 0.22)]
wide = (to_sites <= 50e3).astype(float)
weight = np.zeros_like(to_sites)
for edge, value in reversed(zones):
    weight[to_sites <= edge] = value
sums = weight.sum(axis=1, keepdims=True)
choice = np.divide(weight, sums, out=np.zeros_like(weight), where=sums > 0)
columns = []
for factor in (wide, weight, choice * weight):
    load = factor.T @ people
    supply = np.divide(capacity, load, out=np.zeros_like(load), where=load > 0)
    columns.append(factor @ supply)
order = np.sort(to_sites, axis=1)
write("access.csv", ["nearest", "second", "2SFCA", "E2SFCA", "3SFCA"],
      [[number(order[i, 0]), number(order[i, 1]), *(number(c[i]) for c in columns)]
       for i in range(60)])


def covering(current, limit, count):
    open_ = (current > limit).astype(float) * people
    reach = (to_candidates <= limit).astype(float)
    n, m = reach.shape
    cost = np.concatenate([-open_, np.zeros(m)])
    link = hstack([identity(n), csr_matrix(-reach)])
    total = csr_matrix(np.concatenate([np.zeros(n), np.ones(m)]))
    answer = milp(cost, integrality=np.ones(n + m), bounds=Bounds(0, 1), options={"mip_rel_gap": 0},
                  constraints=[LinearConstraint(link, -np.inf, 0), LinearConstraint(total, -np.inf, count)])
    assert answer.status == 0
    return -answer.fun


def median(current, count):
    # Last column: the existing site, always open.
    d = np.column_stack([to_candidates, current])
    n, m = d.shape
    cost = np.concatenate([(people[:, None] * d).ravel(), np.zeros(m)])
    assign = np.zeros((n, n * m + m))
    link = np.zeros((n * m, n * m + m))
    for i in range(n):
        assign[i, i * m:(i + 1) * m] = 1
        for j in range(m):
            link[i * m + j, i * m + j] = 1
            link[i * m + j, n * m + j] = -1
    total = np.zeros(n * m + m)
    total[n * m:n * m + m - 1] = 1
    lower = np.zeros(n * m + m)
    lower[-1] = 1
    answer = milp(cost, integrality=np.ones(n * m + m), bounds=Bounds(lower, 1), options={"mip_rel_gap": 0},
                  constraints=[LinearConstraint(csr_matrix(assign), 1, 1),
                               LinearConstraint(csr_matrix(link), -np.inf, 0),
                               LinearConstraint(csr_matrix(total), -np.inf, count)])
    assert answer.status == 0
    return float((people * current).sum() - answer.fun)


nearest = order[:, 0]
rows = []
for count in (1, 2, 3, 4):
    for limit in (10e3, 25e3, 50e3):
        rows.append(["covering", number(limit), count, number(covering(nearest, limit, count))])
    rows.append(["median", "", count, number(median(nearest, count))])
write("siting.csv", ["objective", "meters", "count", "gain"], rows)
