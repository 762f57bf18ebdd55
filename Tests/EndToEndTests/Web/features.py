"""Opens the collections of a running door with programs that read OGC API Features.

Usage: features.py PORT gdal|owslib; prints a line for each check, or `skipped: why`.
"""
import json
import shutil
import subprocess
import sys

BASE = f"http://127.0.0.1:{sys.argv[1]}/ogc"


def check(name, holds, why=""):
    print(f"ok {name}" if holds else f"FAILED {name}: {str(why)[:400]}")


def ogrinfo(*arguments):
    done = subprocess.run(["ogrinfo", "-ro", *arguments], capture_output=True, text=True, timeout=120)
    return done.stdout + done.stderr


def gdal():
    if not shutil.which("ogrinfo"):
        return print("skipped: ogrinfo (gdal-bin) is not installed")
    layers = ogrinfo("OAPIF:" + BASE)
    check("layers", all(f": {name}" in layers for name in ("plkk", "hospitals", "provinces", "regencies")), layers)
    for name, count in {"plkk": 336, "regencies": 56, "provinces": 5}.items():
        shown = ogrinfo("-so", "OAPIF:" + BASE, name)
        check("count of " + name, f"Feature Count: {count}" in shown, shown)
    shown = ogrinfo("-so", "OAPIF:" + BASE, "plkk", "-spat", "114.5", "-3.4", "114.7", "-3.2")
    found = int(shown.split("Feature Count: ")[1].split()[0])
    check("a box", 5 < found < 100, shown)
    shown = ogrinfo("-al", "-so", "OAPIF:" + BASE, "plkk")
    check("geometry", "Geometry: Point" in shown and "plkk_basis" in shown, shown)


def owslib():
    try:
        from owslib.ogcapi.features import Features
    except ImportError as error:
        return print(f"skipped: OWSLib is not installed ({error})")
    door = Features(BASE)
    check("conformance", len(door.conformance()["conformsTo"]) == 3)
    check("interface", door.api()["openapi"].startswith("3.0"))
    check("collections", door.feature_collections() == ["plkk", "hospitals", "provinces", "regencies"])
    items = door.collection_items("plkk", limit=5, bbox=[114.5, -3.4, 114.7, -3.2])
    check("items", items["numberReturned"] == 5 and items["features"][0]["properties"]["plkk_basis"], items)
    item = door.collection_item("plkk", "PLKK-63-097")
    check("item", item["id"] == "PLKK-63-097" and json.dumps(item["geometry"]), item)


{"gdal": gdal, "owslib": owslib}[sys.argv[2]]()
