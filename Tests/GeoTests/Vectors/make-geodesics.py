#!/usr/bin/env python3
"""Makes geodesics.csv with the PyPI package geographiclib (C. F. F. Karney's own implementation).

    pip install geographiclib && python3 make-geodesics.py > geodesics.csv

The seed is fixed. Columns: kind, lat1, lon1, lat2, lon2 (degrees, as given to both programs),
s12 (metres), azi1, azi2 (degrees clockwise from north, -180 to 180).
"""
import random
from geographiclib.geodesic import Geodesic

G = Geodesic.WGS84
R = random.Random(20261123)


def show(kind, a, b, c, d):
    r = G.Inverse(a, b, c, d)
    print(f"{kind},{a!r},{b!r},{c!r},{d!r},{r['s12']:.9f},{r['azi1']:.9f},{r['azi2']:.9f}")


def anywhere():
    return R.uniform(-90, 90), R.uniform(-180, 180)


print("kind,lat1,lon1,lat2,lon2,s12,azi1,azi2")
for _ in range(150):
    show("anywhere", *anywhere(), *anywhere())
for _ in range(200):
    a, b = R.uniform(-4.5, 4.5), R.uniform(108, 119.5)
    show("kalimantan", a, b, R.uniform(-4.5, 4.5), R.uniform(108, 119.5))
for exponent in range(-3, 7):
    for _ in range(25):
        a, b = anywhere()
        r = G.Direct(a, b, R.uniform(-180, 180), 10 ** (exponent + R.random()))
        show("range", a, b, r["lat2"], r["lon2"])
for _ in range(60):
    a, b = anywhere()
    r = G.Direct(a, b, R.uniform(-180, 180), R.uniform(1_150_000, 1_250_000))
    show("seam", a, b, r["lat2"], r["lon2"])
for _ in range(60):
    a, b = R.uniform(-89, 89), R.uniform(-180, 180)
    d = b + 180 if b < 0 else b - 180
    show("antipodal", a, b, -a + R.uniform(-0.6, 0.6), max(-180, min(180, d + R.uniform(-0.6, 0.6))))
for _ in range(15):
    b = R.uniform(-180, 180)
    a = R.uniform(-89, 89)
    show("antipodal", a, b, -a, b + 180 if b < 0 else b - 180)
for _ in range(25):
    a, b = R.uniform(-90, 90), R.uniform(-180, 180)
    show("meridian", a, b, R.uniform(-90, 90), b)
    show("meridian", a, b, R.uniform(-90, 90), b + 180 if b < 0 else b - 180)
for _ in range(40):
    show("equator", 0.0, R.uniform(-180, 180), 0.0, R.uniform(-180, 180))
for x in (0.0, 90.0, 179.0, 179.3, 179.39, 179.4, 179.5, 179.9, 180.0):
    show("equator", 0.0, 0.0, 0.0, x)
for _ in range(30):
    a, c = R.uniform(-80, 80), R.uniform(-80, 80)
    show("antimeridian", a, 180 - R.random(), c, -180 + R.random())
for a, b, c, d in [
    (90.0, 0.0, -90.0, 0.0), (90.0, 10.0, 90.0, 170.0), (-90.0, 0.0, 0.0, 50.0),
    (90.0, 0.0, 89.999999, 12.0), (89.9999999, 0.0, 89.9999999, 180.0), (0.0, 0.0, 0.0, 0.0),
    (12.5, 180.0, 12.5, -180.0), (0.0, 0.0, 1e-9, 0.0), (5.0, 7.0, 5.0, 7.000000001),
    (0.0, 0.0, 0.5, 179.5), (0.0, 0.0, 0.5, 179.7), (30.0, 0.0, -30.0, 179.8),
    (30.0, 0.0, -29.9, 180.0), (-2.2088, 113.9, -3.3194, 114.5908),
    (-0.5022, 117.1536, -1.2379, 116.8529), (-0.0263, 109.3425, -2.2088, 113.9),
    (-0.5022, 117.1536, 2.8375, 117.3653), (-0.0263, 109.3425, 2.8375, 117.3653),
]:
    show("special", a, b, c, d)
for _ in range(40):
    a = R.uniform(-80, 80)
    b = R.uniform(-179, 179)
    show("parallel", a, b, a, b + R.uniform(-0.9, 0.9))
    show("parallel", a, b, -a, R.uniform(-180, 180))
