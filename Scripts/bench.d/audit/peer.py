"""The distance, access and evenness figures of the audit by numpy and scipy's cKDTree.

Chords on the sphere of 6,371,008.8 m stand in for geodesics: cheaper than what the audit measures.
Left out here, done by the audit: reconciliation, data quality with polygons and duplicate search.
"""
import csv, os, sys, time
import numpy as np
from scipy.spatial import cKDTree

data = os.path.join(sys.argv[1], "Seeds/data")


def table(name):
    with open(os.path.join(data, name), encoding="utf-8") as file:
        return list(csv.DictReader(file))


villages = [v for v in table("villages.csv") if v["latitude"]]
sites, regencies = table("facilities.csv"), table("regencies.csv")
place = {r["code"]: i for i, r in enumerate(regencies)}
unit = np.array([place[v["code"][:5]] for v in villages])
population = np.array([float(r["population"]) for r in regencies])
workers = np.array([float(r["workers_estimate"]) for r in regencies])
area = np.array([float(r["area_km2"]) for r in regencies])
counts = np.bincount([place[s["regency_code"]] for s in sites], minlength=len(regencies))
province = np.array([int(r["code"][:2]) for r in regencies])


def space(rows):
    lat, lon = (np.radians([float(r[k]) for r in rows]) for k in ("latitude", "longitude"))
    return 6371008.8 * np.column_stack(
        [np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])


P, S = space(villages), space(sites)


def even(n, w):
    order = np.argsort(n / w)
    x = np.concatenate([[0], np.cumsum(w[order]) / w.sum()])
    y = np.concatenate([[0], np.cumsum(n[order]) / n.sum()])
    s, f = n / n.sum(), w / w.sum()
    on = s > 0
    between = 0.0
    for p in np.unique(province):
        a, b = s[province == p].sum(), f[province == p].sum()
        if a > 0:
            between += a * np.log(a / b)
    return (1 - ((x[1:] - x[:-1]) * (y[1:] + y[:-1])).sum(), abs(s - f).sum() / 2,
            (s[on] * np.log(s[on] / f[on])).sum(), between)


def audit():
    weight = (population / np.bincount(unit, minlength=len(regencies)))[unit]
    total = weight.sum()
    tree = cKDTree(S)
    chord, near = tree.query(P, k=2)
    d = 2 * 6371008.8 * np.arcsin(chord / (2 * 6371008.8))
    first, second = d[:, 0], d[:, 1]
    order = np.argsort(first)
    cumulative = np.cumsum(weight[order])
    figures = [first.mean(), (first * weight).sum() / total, (second * weight).sum() / total,
               first[order[np.searchsorted(cumulative, 0.5 * total)]],
               first[order[np.searchsorted(cumulative, 0.9 * total)]], first.max()]
    figures += [weight[first <= x].sum() / total for x in (5e3, 1e4, 2.5e4, 5e4, 1e5)]
    figures += [weight[second <= x].sum() / total for x in (5e3, 1e4, 2.5e4, 5e4, 1e5)]
    figures += list(np.concatenate([[0], cumulative])[
        np.searchsorted(first[order], np.arange(61) * 2500.0, side="right")] / total)
    loss = np.bincount(near[:, 0], weight * (second - first), minlength=len(S)) / total
    figures += list(loss[np.argsort(-loss)[:20]])
    way = np.bincount(unit, weight * first) / np.bincount(unit, weight)
    own = tree.query(S, k=2)[0][:, 1]
    expected = 0.5 * np.sqrt(area.sum() * 1e6 / len(S))
    figures += [own.mean() / expected]
    pairs = cKDTree(P).sparse_distance_matrix(tree, 5e4, output_type="coo_matrix")
    i, j, c = pairs.row, pairs.col, pairs.data
    w = np.where(c <= 1e4, 1.0, np.where(c <= 2.5e4, 0.68, 0.22))
    reach = np.bincount(i, w, minlength=len(P))
    for factor in (np.ones_like(w), w, w * w / reach[i]):
        load = np.bincount(j, factor * weight[i], minlength=len(S))
        supply = np.divide(1.0, load, out=np.zeros_like(load), where=load > 0)
        access = np.bincount(i, factor * supply[j], minlength=len(P))
        mean = (access * weight).sum() / total
        figures += [mean, weight[access == 0].sum() / total, weight[access < mean / 2].sum() / total]
    n = counts.astype(float)
    figures += list(np.column_stack(
        [n / population, n / workers, n / area, (n / n.sum()) / (population / population.sum()),
         way]).ravel())
    for w in (population, workers, area):
        figures += even(n, w)
    return figures


if sys.argv[2] == "compare":
    # Sphere beside ellipsoid: up to 0.6 % in a distance, and a village may change its ring.
    ours, theirs = np.array(sys.stdin.read().split(), float), np.array(audit())
    assert len(ours) == len(theirs), (len(ours), len(theirs))
    gap = abs(ours - theirs) / np.maximum(abs(theirs), 1e-12)
    print(f"{len(ours)} figures, largest difference {gap.max() * 100:.2f} %, median "
          f"{np.median(gap) * 100:.3f} %")
    sys.exit(int(gap.max() > 0.05))
for _ in range(int(sys.argv[2])):
    start = time.perf_counter()
    audit()
    print((time.perf_counter() - start) * 1000)
