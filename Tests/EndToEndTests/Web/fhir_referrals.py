"""Opens referrals by FHIR and by /v1, takes random steps, and validates all that is said of them.

Usage: fhir_referrals.py PORT OFFICER_TOKEN_FILE FACILITY_TOKEN_FILE COUNT SEED; a line for each check.
"""
import http.client
import json
import random
import sys

from fhir_check import Definitions, faults

PORT, COUNT, SEED = int(sys.argv[1]), int(sys.argv[4]), int(sys.argv[5])
OFFICER, FACILITY = (open(name, encoding="utf-8").read().strip() for name in sys.argv[2:4])
chance = random.Random(SEED)
definitions = Definitions()
EXT = "urn:plkk:extension:"


def check(name, holds, why=""):
    print(f"ok {name}" if holds else f"FAILED {name}: {str(why)[:500]}")


def ask(method, path, body=None, token=OFFICER, **headers):
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=30)
    fields = {k.replace("_", "-"): v for k, v in headers.items()}
    if token:
        fields["Authorization"] = "Bearer " + token
    if body is not None:
        fields["Content-Type"] = "application/fhir+json" if path.startswith("/fhir") else "application/json"
    connection.request(method, path, body=None if body is None else json.dumps(body), headers=fields)
    answer = connection.getresponse()
    data = answer.read()
    connection.close()
    return answer.status, {k.lower(): v for k, v in answer.getheaders()}, json.loads(data)


def valid(name, resource):
    wrong = faults(definitions, resource)
    check("valid " + name, not wrong, (wrong[:3], json.dumps(resource)[:300]))


def service_request(**more):
    return {
        "resourceType": "ServiceRequest", "status": "active", "intent": "order",
        "subject": {"display": "Budi Santoso", "identifier": {
            "system": "https://fhir.kemkes.go.id/id/nik", "value": "6371011207850003"}},
        "performer": [{"reference": "Organization/PLKK-63-097"}],
        "occurrenceDateTime": "2026-11-20T22:00:00+08:00",
        "extension": [
            {"url": EXT + "position", "valueString": "-3.3194,114.5908"},
            {"url": EXT + "lawful-basis", "valueCode": "persetujuan"},
            {"url": EXT + "emergency", "valueCode": "tidak-ada"},
        ], **more}


status, head, made = ask("POST", "/fhir/ServiceRequest", service_request(), Idempotency_Key="f1")
check("create", status == 201 and head["location"].endswith("/fhir/ServiceRequest/" + made["id"]), (status, made))
valid("created ServiceRequest", made)
check("masked", "Santoso" not in json.dumps(made) and "6371011207850003" not in json.dumps(made), made)
status, _, again = ask("POST", "/fhir/ServiceRequest", service_request(), Idempotency_Key="f1")
check("repeated", status == 201 and again["id"] == made["id"], again)
code = made["id"]
status, head, task = ask("GET", f"/fhir/Task/{code}-1", token=FACILITY)
check("facility reads the task", status == 200 and task["status"] == "requested" and head["etag"].startswith('W/"'), task)
valid("Task", task)
status, _, body = ask("PUT", f"/fhir/Task/{code}-1", dict(task, status="accepted"), FACILITY, If_Match='W/"99"')
check("stale", status == 412 and body["resourceType"] == "OperationOutcome", body)
valid("stale", body)
status, _, task = ask("PUT", f"/fhir/Task/{code}-1", dict(task, status="accepted", note=[{"text": "IGD"}]), FACILITY,
                      If_Match=head["etag"])
check("accepted", status == 200 and task["status"] == "accepted", task)
valid("accepted Task", task)
status, _, task = ask("PUT", f"/fhir/Task/{code}-1", dict(task, status="in-progress"))
check("departed", status == 200 and task["executionPeriod"]["start"], task)
status, _, task = ask("PUT", f"/fhir/Task/{code}-1", dict(task, status="completed"), FACILITY)
check("arrived", status == 200 and task["status"] == "completed", task)
valid("completed Task", task)
status, _, body = ask("GET", f"/fhir/ServiceRequest?_id={code}&_revinclude=Task:based-on")
check("revinclude", [e["resource"]["resourceType"] for e in body["entry"]][:2] == ["ServiceRequest", "Task"], body)
valid("bundle", body)
status, _, body = ask("GET", f"/fhir/Task?based-on=ServiceRequest/{code}&_include=Task:based-on")
check("include", {e["search"]["mode"] for e in body["entry"]} >= {"match", "include"}, body)
valid("task bundle", body)

status, _, second = ask("POST", "/fhir/ServiceRequest", service_request(status="draft", performer=[]))
draft = second.get("id", "")
check("draft", status == 201 and second["status"] == "draft", second)
status, _, task = ask("POST", "/fhir/Task", {
    "resourceType": "Task", "status": "requested", "intent": "order",
    "basedOn": [{"reference": "ServiceRequest/" + draft}], "owner": {"reference": "Organization/PLKK-63-097"}})
check("sent by a Task", status == 201 and task["owner"]["reference"] == "Organization/PLKK-63-097", task)
status, _, task = ask("PUT", f"/fhir/Task/{task['id']}", dict(task, status="rejected", statusReason={"coding": [
    {"system": "urn:plkk:reason", "code": "penuh-icu"}]}), FACILITY)
check("refused with candidates", status == 200 and task["status"] == "rejected" and task["output"], task)
valid("rejected Task", task)
status, _, current = ask("GET", "/fhir/ServiceRequest/" + draft)
status, _, changed = ask("PUT", "/fhir/ServiceRequest/" + draft, dict(current, priority="urgent", extension=[
    *current["extension"], {"url": EXT + "reason", "valueCode": "wrong-data"}]))
check("priority", status == 200 and changed["priority"] == "urgent", changed)
status, _, changed = ask("PUT", "/fhir/ServiceRequest/" + draft, dict(changed, status="revoked", extension=[
    *current["extension"], {"url": EXT + "reason", "valueCode": "wrong-data"}]))
check("revoked", status == 200 and changed["status"] == "revoked", changed)
valid("revoked ServiceRequest", changed)

for name, method, path, body, token, wanted in [
    ("no token", "GET", f"/fhir/Task/{code}-1", None, None, 401),
    ("another's", "GET", "/fhir/ServiceRequest/K7FD-3QWX-K", None, OFFICER, 403),
    ("no such attempt", "GET", f"/fhir/Task/{code}-9", None, OFFICER, 404),
    ("no code", "GET", "/fhir/Task/x", None, OFFICER, 404),
    ("another type", "POST", "/fhir/Task", service_request(), OFFICER, 400),
    ("unknown element", "POST", "/fhir/ServiceRequest", service_request(colour="red"), OFFICER, 400),
    ("unknown extension", "POST", "/fhir/ServiceRequest",
     service_request(extension=[{"url": "urn:x", "valueCode": "y"}]), OFFICER, 400),
    ("a referenced patient", "POST", "/fhir/ServiceRequest",
     service_request(subject={"reference": "Patient/1"}), OFFICER, 400),
    ("no basis", "POST", "/fhir/ServiceRequest", service_request(extension=[]), OFFICER, 400),
    ("wrong status", "POST", "/fhir/ServiceRequest", service_request(status="open"), OFFICER, 400),
    ("wrong id", "PUT", f"/fhir/Task/{code}-1", {"resourceType": "Task", "id": "x", "status": "accepted"}, OFFICER, 400),
    ("element that stays", "PUT", f"/fhir/Task/{code}-1",
     {"resourceType": "Task", "id": f"{code}-1", "status": "completed", "authoredOn": "2020-01-01"}, OFFICER, 400),
    ("illegal step", "PUT", f"/fhir/Task/{code}-1",
     {"resourceType": "Task", "id": f"{code}-1", "status": "accepted"}, FACILITY, 409),
    ("unknown parameter", "GET", "/fhir/Task?foo=1", None, OFFICER, 400),
]:
    status, _, body = ask(method, path, body, token)
    check(name, status == wanted and body["resourceType"] == "OperationOutcome", (status, body))
    valid(name, body)

STEPS = {
    "requested": ["receive", "accept", "reject", "cancel"], "received": ["accept", "reject", "cancel"],
    "accepted": ["depart", "hold", "cancel", "fail"], "on-hold": ["depart", "cancel"],
    "in-progress": ["arrive", "fail"],
}
BODIES = {
    "reject": lambda: {"reason": chance.choice(["penuh-ruang", "tanpa-dokter", "kompetensi"])},
    "cancel": lambda: {"reason": chance.choice(["wrong-data", "handled"])}, "hold": lambda: {"reason": "waiting-for-bed"},
    "fail": lambda: {"reason": "no-show"}, "accept": lambda: {"note": "x"}, "receive": lambda: {"by": "telepon"},
}
for number in range(COUNT):
    status, head, body = ask("POST", "/v1/referrals", {
        "position": f"{chance.uniform(-3.6, -3.0):.5f},{chance.uniform(114.4, 115.2):.5f}",
        "to": chance.choice(["PLKK-63-097", "auto"]), "lawful_basis": "vital-interest",
        "emergency": ["mengancam-nyawa"], "name": f"Pasien {number}",
        **({"occurred_at": "2026-11-20T22:00+08:00"} if chance.random() < 0.7 else {}),
    })
    place, state = head["location"], "requested"
    for _ in range(chance.randrange(5)):
        step = chance.choice(STEPS.get(state, [""]) or [""])
        if not step:
            break
        made = BODIES.get(step, dict)()
        for token in (OFFICER, FACILITY):
            status, _, body = ask("POST", f"{place}/{step}", made, token)
            if status == 200:
                state = body["rows"][0].get("attempt_status") or state
                break
seen, path = set(), "/fhir/ServiceRequest?_count=7&_revinclude=Task:based-on"
while path:
    _, _, body = ask("GET", path)
    wrong = faults(definitions, body)
    if wrong:
        check("valid page", False, wrong[:3])
    for entry in body.get("entry", []):
        wrong = faults(definitions, entry["resource"])
        if wrong:
            check(entry["fullUrl"], False, wrong[:3])
        seen.add(entry["fullUrl"])
    following = [link["url"] for link in body["link"] if link["relation"] == "next"]
    path = following[0][following[0].index("/fhir"):] if following else None
requests = {url for url in seen if "/ServiceRequest/" in url}
check("crawl", len(requests) >= COUNT + 2 and len(seen) > len(requests), (len(requests), len(seen)))
check("nothing private", "Pasien" not in json.dumps(sorted(seen)))
for url in chance.sample(sorted(seen), min(10, len(seen))):
    status, _, body = ask("GET", url[url.index("/fhir"):])
    check("read", status == 200, (url, body))
    valid("read", body)
