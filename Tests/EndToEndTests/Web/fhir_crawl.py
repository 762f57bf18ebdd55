"""Validates what a running door says in FHIR, and finds planted faults.

Usage: fhir_crawl.py PORT SAMPLE SEED; prints a line for each check. SAMPLE 0 takes every resource.
"""
import copy
import json
import random
import sys
import urllib.error
import urllib.request

from fhir_check import Definitions, faults

PORT, SAMPLE, SEED = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
BASE = f"http://127.0.0.1:{PORT}/fhir"


def get(path):
    try:
        with urllib.request.urlopen(BASE + path) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as error:
        return json.load(error)


def check(name, holds, why=""):
    print(f"ok {name}" if holds else f"FAILED {name}: {str(why)[:400]}")


definitions = Definitions()
chance = random.Random(SEED)
resources = {}
for kind in ("Location", "Organization", "OrganizationAffiliation"):
    bundle = get(f"/{kind}?_count=1000")
    found = [entry["resource"] for entry in bundle["entry"]]
    resources[kind] = found
    check(f"all {kind}", len(found) == bundle["total"] and len({r["id"] for r in found}) == len(found))
    for resource in chance.sample(found, SAMPLE) if SAMPLE else found:
        wrong = faults(definitions, resource)
        if wrong:
            check(f"{kind}/{resource['id']}", False, wrong[:3])
    check(f"valid {kind}", True)
known = {f"{kind}/{r['id']}" for kind, found in resources.items() for r in found} | {
    "Organization/bpjs-ketenagakerjaan"}
text = json.dumps(resources)
references = {part.split('"', 1)[0] for part in text.split('"reference": "')[1:]}
check("references lead somewhere", references <= known, sorted(references - known)[:5])
for name, path in {
    "metadata": "/metadata", "page": "/Location?_count=20&_include=Location:organization",
    "near": "/Location?near=-3.3194%7C114.5908%7C50%7Ckm&_count=5", "far": "/Location?near=35%7C139&_count=2",
    "old distance": "/Location?near=-3.3194%7C114.5908&near-distance=5", "nothing": "/Location?name=zzzz",
    "unknown parameter": "/Location?foo=1", "gone": "/Location/NOPE", "none": "/Location?_count=0",
    "network": "/Organization/bpjs-ketenagakerjaan",
}.items():
    wrong = faults(definitions, get(path))
    check(f"valid {name}", not wrong, wrong[:3])

good = next(r for r in resources["Location"] if r.get("telecom") and r.get("position"))
house = copy.deepcopy(next(r for r in resources["Organization"] if r["id"] == good["id"]))
near = get("/Location?near=-3.3194%7C114.5908%7C50%7Ckm&_count=2")
metadata = get("/metadata")


def planted(name, resource, change):
    """A copy with one fault; it must be found."""
    changed = copy.deepcopy(resource)
    change(changed)
    check(f"finds {name}", bool(faults(definitions, changed)))


planted("an unknown element", good, lambda r: r.update(colour="red"))
planted("a wrong code", good, lambda r: r.update(status="open"))
planted("a text for a number", good, lambda r: r["position"].update(latitude="-3.3"))
planted("a missing element", good, lambda r: r["position"].pop("longitude"))
planted("a bad id", good, lambda r: r.update(id="a b"))
planted("an empty array", good, lambda r: r.update(alias=[]))
planted("an empty text", good, lambda r: r.update(name=""))
planted("an instant without a zone", good, lambda r: r["meta"].update(lastUpdated="2026-02-02T00:00:00"))
planted("an array for one", good, lambda r: r.update(name=[r["name"]]))
planted("one for an array", good, lambda r: r.update(telecom=r["telecom"][0]))
planted("cpt-2", good, lambda r: r["telecom"][0].pop("system"))
planted("an unknown type", good, lambda r: r.update(resourceType="Place"))
planted("org-1", house, lambda r: (r.pop("identifier"), r.pop("name")))
planted("org-3", house, lambda r: r["address"][0].update(use="home"))
planted("bdl-2", near, lambda r: r.update(type="collection"))
planted("a negative total", near, lambda r: r.update(total=-1))
planted("dis-1", near, lambda r: r["entry"][0]["search"]["extension"][0]["valueDistance"].update(system="urn:x"))
planted("a wrong search mode", near, lambda r: r["entry"][0]["search"].update(mode="hit"))
planted("a fault in an entry", near, lambda r: r["entry"][0]["resource"].update(mode="some"))
planted("cpb-12", metadata, lambda r: r["rest"][0]["resource"][0]["searchParam"].append(
    dict(r["rest"][0]["resource"][0]["searchParam"][0])))
planted("cpb-9", metadata, lambda r: r["rest"][0]["resource"].append(
    copy.deepcopy(r["rest"][0]["resource"][0])))
