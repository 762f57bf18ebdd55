"""Takes referrals through their life over HTTP at a running door; prints a line for each check.

Usage: referrals.py PORT OFFICER_TOKEN_FILE FACILITY_TOKEN_FILE GROUP [PROCESS_OF_THE_SERVER]
"""
import http.client
import json
import os
import signal
import sys
import threading
import time
import uuid

PORT, GROUP = int(sys.argv[1]), sys.argv[4]
OFFICER, FACILITY = (open(name, encoding="utf-8").read().strip() for name in sys.argv[2:4])
OPENING = {
    "position": "-3.3194,114.5908", "to": "PLKK-63-097", "emergency": ["none"], "lawful_basis": "consent",
    "occurred_at": "2026-11-20T22:00+08:00", "name": "Siti Aminah", "nik": "6371014506900001",
}


def check(name, holds, why=""):
    print(f"ok {name}" if holds else f"FAILED {name}: {str(why)[:400]}")


def ask(method, path, body=None, token=OFFICER, headers=None):
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=30)
    fields = dict(headers or {})
    if token:
        fields["Authorization"] = "Bearer " + token
    if body is not None:
        fields["Content-Type"] = "application/json"
        body = body if isinstance(body, (str, bytes)) else json.dumps(body)
    connection.request(method, path, body=body, headers=fields)
    answer = connection.getresponse()
    data = answer.read()
    connection.close()
    head = {k.lower(): v for k, v in answer.getheaders()}
    if "json" in head.get("content-type", ""):
        data = json.loads(data)
    return answer.status, head, data


def opened():
    status, head, body = ask("POST", "/v1/referrals", OPENING)
    assert status == 201, body
    return head["location"], head


class Events(threading.Thread):
    """Listens to the stream of events."""

    def __init__(self, token, query="", after=None):
        super().__init__(daemon=True)
        self.events, self.beats, self.ended = [], 0, False
        self.connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
        headers = {"Authorization": "Bearer " + token}
        if after is not None:
            headers["Last-Event-ID"] = after
        self.connection.request("GET", "/v1/changes" + query, headers=headers)
        self.answer = self.connection.getresponse()
        self.start()

    def run(self):
        event = {}
        for line in self.answer:
            line = line.decode().rstrip("\n")
            if line.startswith(":"):
                self.beats += 1
            elif line:
                name, _, value = line.partition(": ")
                event[name] = value
            else:
                if "event" in event:
                    self.events.append(event)
                event = {}
        self.ended = True

    def wait(self, holds):
        for _ in range(400):
            if holds(self):
                return True
            time.sleep(0.05)
        return False


def life():
    key = str(uuid.uuid4())
    status, head, first = ask("POST", "/v1/referrals", OPENING, headers={"Idempotency-Key": key})
    place = head["location"]
    check("open", status == 201 and first["rows"][0]["row"] == "receipt" and head["etag"], (status, first))
    status, head, again = ask("POST", "/v1/referrals", OPENING, headers={"Idempotency-Key": '"%s"' % key})
    check("repeated", status == 201 and head["location"] == place, again)
    status, _, body = ask("POST", "/v1/referrals", dict(OPENING, name="Ani"), headers={"Idempotency-Key": key})
    check("id reused", status == 409 and body["code"] == "request_id_reused", body)
    status, head, body = ask("GET", place)
    rows = {row["row"] for row in body["rows"]}
    check("show", status == 200 and {"referral", "attempt", "fact", "person", "event"} <= rows, rows)
    check("masked", "Siti Aminah" not in json.dumps(body) and "6371014506900001" not in json.dumps(body), body)
    check("private", head["cache-control"] == "no-store", head)
    status, _, clear = ask("GET", place + "?reveal=true")
    check("revealed", "Siti Aminah" in json.dumps(clear), clear)
    mark = head["etag"]
    status, _, _ = ask("GET", place, headers={"If-None-Match": mark})
    check("not modified", status == 304, status)
    status, _, body = ask("GET", place, token=FACILITY)
    check("facility sees no person", status == 200 and "person" not in {r["row"] for r in body["rows"]}, body)
    status, _, _ = ask("POST", place + "/receive", {}, token=FACILITY, headers={"If-Match": mark})
    check("received", status == 200, status)
    status, _, body = ask("POST", place + "/accept", {"note": "IGD"}, token=FACILITY, headers={"If-Match": mark})
    check("stale", status == 412 and body["code"] == "version_differs" and body["version"] > 1, body)
    status, head, body = ask(
        "POST", place + "/accept", {"note": "IGD"}, token=FACILITY, headers={"If-Match": '"%d"' % body["version"]})
    check("accepted", status == 200 and "not_a_bed" in {w["code"] for w in body["warnings"]}, body)
    status, head, _ = ask("POST", place + "/depart", token=OFFICER, headers={"If-Match": head["etag"]})
    check("no body needed", status == 200, status)
    status, _, body = ask("POST", place + "/arrive", {}, token=FACILITY)
    check("arrived", status == 200 and body["rows"][0]["attempt_status"] == "completed", body)
    status, _, body = ask("POST", place + "/accept", {}, token=FACILITY)
    check("state forbids", status == 409 and body["code"].startswith("refused_"), body)
    for part, word in (("/clock", "clock"), ("/transport", "refund"), ("/next", "candidate")):
        status, _, body = ask("GET", place + part)
        check(part, status == 200 and word in {r["row"] for r in body["rows"]}, body)
    for part in ("/letter", "/kk1"):
        status, head, body = ask("GET", place + part)
        check(part, status == 200 and head["content-type"].startswith("text/html"), head)
        status, head, body = ask("GET", place + part, headers={"Accept": "text/plain"})
        check(part + " as text", status == 200 and b"<" not in body[:1], body[:80])
    status, _, body = ask("POST", place + "/transport", {"mode": "darat", "cost": 250000})
    check("journey", status == 200, body)
    status, _, body = ask("POST", "/v1/referrals:find", {"nik": "6371014506900001"})
    check("find", status == 200 and len(body["rows"]) >= 1, body)
    status, _, body = ask("GET", "/v1/referrals?limit=1")
    check("list", status == 200 and len(body["rows"]) == 1, body)
    status, _, body = ask("POST", place + "/report", {"stage": "tahap-1", "to": "bpjs-tk", "at": "2026-11-21T10:00+08:00"})
    check("report", status == 200, body)


def lists():
    places = {opened()[0].rsplit("/", 1)[1] for _ in range(7)}
    seen, cursor = [], None
    while True:
        status, _, body = ask("GET", "/v1/referrals?limit=3" + (f"&cursor={cursor}" if cursor else ""))
        check("page", status == 200, body)
        seen += [row["code"] for row in body["rows"]]
        cursor = body["next"]
        if not cursor:
            break
    check("each once", len(seen) == len(set(seen)) and places <= set(seen), seen)
    status, _, body = ask("GET", "/v1/referrals?cursor=zzz")
    check("bad cursor", status == 400 and body["field"] == "cursor", body)
    status, _, body = ask("GET", "/v1/referrals?status=selesai")
    check("status", status == 200, body)
    status, _, body = ask("GET", "/v1/referrals:calls?limit=5")
    calls = body["rows"]
    # Somebody of the facility has a token, so nobody need be phoned until the answer is due.
    check("calls", status == 200 and calls == [], body)
    status, _, body = ask("POST", "/v1/referrals", dict(OPENING, to="PLKK-63-132"))
    code = body["rows"][0]["code"]
    status, _, body = ask("GET", "/v1/referrals:calls?limit=1")
    row = body["rows"][0]
    check("a call", status == 200 and (row["row"], row["code"], row["reason"], row["call"])
          == ("call", code, "no_computer", "175"), body)
    status, _, body = ask("GET", "/v1/referrals:calls?limit=0")
    check("calls need a limit", status == 400 and body["field"] == "limit", body)
    status, _, body = ask("GET", "/v1/referrals:count")
    check("officers count nothing", status == 403, body)


def refusals():
    place, _ = opened()
    for name, method, path, body, token, status, code in [
        ("no token", "GET", place, None, None, 401, "token_needed"),
        ("wrong token", "GET", place, None, "plkk_" + "x" * 32, 401, "not_authenticated"),
        ("no token before a fault", "POST", "/v1/referrals", "{", None, 401, "token_needed"),
        ("broken", "POST", "/v1/referrals", "{", OFFICER, 400, "broken_json"),
        ("deep", "POST", "/v1/referrals", "[" * 2000, OFFICER, 400, "broken_json"),
        ("nested", "POST", "/v1/referrals", {"position": {"lat": 1}}, OFFICER, 400, "wrong_value"),
        ("array", "POST", "/v1/referrals", [], OFFICER, 400, "broken_json"),
        ("unknown member", "POST", "/v1/referrals", {"colour": 1}, OFFICER, 400, "unknown_parameter"),
        ("doubled", "POST", "/v1/referrals", '{"to":"auto","to":"auto"}', OFFICER, 400, "doubled_parameter"),
        ("wrong word", "POST", place + "/reject", {"reason": "x"}, FACILITY, 400, "wrong_value"),
        ("no reason", "POST", place + "/reject", {}, FACILITY, 400, "missing_parameter"),
        ("bad code", "POST", "/v1/referrals/ABC/accept", {}, FACILITY, 400, "bad_code"),
        ("not there", "POST", "/v1/referrals/K7FD-3QWX-K/accept", {}, FACILITY, 403, "not_permitted"),
        ("not one's own", "POST", place + "/accept", {}, OFFICER, 403, None),
        ("no such facility", "POST", place + "/send", {"to": "PLKK-99-999"}, OFFICER, 400, "facility_unknown"),
        ("no position", "POST", "/v1/referrals", dict(OPENING, position="Atlantis"), OFFICER, 400, "place_unknown"),
        ("no basis", "POST", "/v1/referrals", {"position": "-3.3194,114.5908"}, OFFICER, 400, "missing_parameter"),
        ("bad time", "POST", "/v1/referrals", dict(OPENING, occurred_at="kemarin"), OFFICER, 400, "bad_time"),
        ("cost alone", "POST", place + "/transport", {"cost": 5}, OFFICER, 400, "missing_parameter"),
        ("wrong method", "PUT", place, "{}", OFFICER, 405, "method_not_allowed"),
        ("no such step", "POST", place + "/dance", {}, OFFICER, 404, "not_found"),
        ("topic", "GET", "/v1/changes?branch=PLK", None, OFFICER, 403, "not_permitted"),
        ("both topics", "GET", "/v1/changes?branch=BJM&facility=PLKK-63-097", None, OFFICER, 400, "conflicting_parameters"),
    ]:
        got, head, answer = ask(method, path, body, token)
        check(name, got == status and (code is None or answer["code"] == code), (got, answer))
        if isinstance(answer, dict):
            check(name + ", nothing private", "Aminah" not in json.dumps(answer), answer)
    status, head, body = ask("GET", place, token=None)
    check("challenge", head.get("www-authenticate", "").startswith("Bearer"), head)
    status, _, body = ask("POST", place + "/reject", {"reason": "x"}, FACILITY, {"Accept-Language": "en"})
    check("allowed words", status == 400 and body["field"] == "reason" and body["allowed"], body)
    status, _, body = ask(
        "POST", "/v1/referrals", {"emergency": ["mengancam-nyawa"], "position": "Atlantis"}, OFFICER)
    check("danger first", body.get("call") == "119" and "119" in body["detail"], body)
    for mark in ("7", '"x"', "W/\"7\""):
        status, _, body = ask("POST", place + "/cancel", {"reason": "wrong-data"}, OFFICER, {"If-Match": mark})
        check("bad mark " + mark, status == 400 and body["field"] == "If-Match", body)
    status, _, body = ask("POST", place + "/cancel", {"reason": "wrong-data"}, OFFICER, {"If-Match": "*"})
    check("any version", status == 200, body)
    status, _, body = ask("POST", place + "/cancel", b"x" * 10, OFFICER, {"Content-Type": "text/plain"})


def events():
    officer, facility = Events(OFFICER), Events(FACILITY)
    check("stream", officer.answer.status == 200
          and officer.answer.getheader("content-type") == "text/event-stream", officer.answer.status)
    place, _ = opened()
    code = place.rsplit("/", 1)[1]
    check("told", officer.wait(lambda s: any(code in e["data"] for e in s.events)), officer.events)
    check("facility told", facility.wait(lambda s: any(code in e["data"] for e in s.events)), facility.events)
    text = json.dumps(officer.events + facility.events)
    check("nothing private", "Aminah" not in text and "114.59" not in text, text)
    ask("POST", place + "/accept", {}, FACILITY)
    check("answer told", officer.wait(lambda s: any('"accepted"' in e["data"] for e in s.events)), officer.events)
    last = officer.events[-1]["id"]
    ask("POST", place + "/depart", {})
    ask("POST", place + "/arrive", {}, FACILITY)
    check("all told", officer.wait(lambda s: any('"event":"arrive"' in e["data"] for e in s.events)), officer.events)
    again = Events(OFFICER, after=last)
    rest = officer.events[[e["id"] for e in officer.events].index(last) + 1:]
    ids = [e["id"] for e in rest]
    check("resumed", again.wait(lambda s: len(s.events) >= len(rest)) and [e["id"] for e in again.events] == ids, again.events)
    whole = Events(OFFICER, "?branch=BJM", after="0")
    check("from the beginning", whole.wait(lambda s: len(s.events) >= len(officer.events)), whole.events)
    ids = [int(e["id"]) for e in whole.events]
    check("in order, each once", ids == sorted(set(ids)), ids)
    check("heartbeat", officer.wait(lambda s: s.beats >= 2), officer.beats)
    status, _, body = ask("GET", "/v1/changes", None, OFFICER, {"Last-Event-ID": "x"})
    check("bad place", status == 400 and body["field"] == "Last-Event-ID", body)
    # The server is told to stop: the streams end, and the process with them.
    os.kill(int(sys.argv[5]), signal.SIGTERM)
    check("ended", officer.wait(lambda s: s.ended) and facility.wait(lambda s: s.ended), "open")


{"life": life, "lists": lists, "refusals": refusals, "events": events}[GROUP]()
