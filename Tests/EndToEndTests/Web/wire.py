"""Asks a running door over plain sockets; prints a line for each check: `ok NAME` or `FAILED NAME: why`.

Usage: wire.py PORT GROUP
"""
import http.client
import json
import socket
import sys
import time

PORT = int(sys.argv[1])
NEAREST = "/v1/nearest?position=-3.3194,114.5908"


def check(name, holds, why=""):
    print(f"ok {name}" if holds else f"FAILED {name}: {str(why)[:300]}")


def ask(method, path, headers=None, body=None):
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=20)
    connection.request(method, path, body=body, headers=headers or {})
    answer = connection.getresponse()
    data = answer.read()
    connection.close()
    return answer.status, {k.lower(): v for k, v in answer.getheaders()}, data


def raw(data, patience=10.0):
    """Sends bytes and reads until the other end closes or `patience` is over."""
    with socket.create_connection(("127.0.0.1", PORT)) as sock:
        sock.sendall(data)
        sock.settimeout(patience)
        got = b""
        start = time.monotonic()
        try:
            while piece := sock.recv(65536):
                got += piece
        except (TimeoutError, ConnectionResetError):
            pass
        return got, time.monotonic() - start


def refused(name, data, status):
    """One answer of this status, then the end."""
    got, seconds = raw(data)
    first = got.split(b"\r\n", 1)[0]
    check(
        name,
        got.count(b"HTTP/1.1 ") == 1 and first.startswith(b"HTTP/1.1 %d " % status) and seconds < 8
        and b"problem+json" in got and b"onnection: close" in got, (got[:200], seconds))


def answers():
    status, head, body = ask("GET", NEAREST)
    record = json.loads(body)
    check("nearest", status == 200 and len(record["results"]) == 3 and "warnings" in record, body)
    check("length", int(head["content-length"]) == len(body))
    for name, value in {
        "x-content-type-options": "nosniff", "referrer-policy": "no-referrer",
        "content-type": "application/json", "cache-control": "no-cache",
        "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    }.items():
        check("field " + name, head.get(name) == value, head)
    check("no cors unasked", "access-control-allow-origin" not in head)
    check("no server field", "server" not in head)
    status, alone, nothing = ask("HEAD", NEAREST)
    check("head", status == 200 and nothing == b"" and alone["content-length"] == head["content-length"]
          and alone["etag"] == head["etag"], alone)
    status, again, nothing = ask("GET", NEAREST, {"If-None-Match": head["etag"]})
    check("not modified", status == 304 and nothing == b"" and again["etag"] == head["etag"], status)
    status, _, _ = ask("GET", NEAREST, {"If-None-Match": 'W/"x", ' + "W/" + head["etag"]})
    check("not modified, weak", status == 304, status)
    status, _, _ = ask("GET", NEAREST, {"If-None-Match": '"x"'})
    check("modified", status == 200, status)
    status, _, _ = ask("GET", "/v1/nearest?position=Atlantis", {"If-None-Match": head["etag"]})
    check("a refusal is no 304", status == 400, status)
    status, head, body = ask("POST", NEAREST, body="{}")
    check("post", status == 405 and head["allow"] == "GET, HEAD, OPTIONS", (status, head))
    status, head, _ = ask("OPTIONS", "/v1/nearest")
    check("options", status == 204 and head["allow"] == "GET, HEAD, OPTIONS", (status, head))
    status, head, _ = ask("PATCH", "/v1/nearest")
    check("other method", status == 405, (status, head))
    status, head, _ = ask("BREW", "/v1/nearest")
    check("no method", status == 400, (status, head))
    status, head, body = ask("GET", NEAREST, {"Accept": "text/html"})
    check("not acceptable", status == 406 and json.loads(body)["allowed"] == ["application/json"], body)
    for language, word in (("en", "needed"), ("id", "perlu")):
        status, head, body = ask("GET", "/v1/nearest", {"Accept-Language": language})
        problem = json.loads(body)
        check("language " + language, status == 400 and word in problem["detail"]
              and head["content-language"] == language and problem["code"] == "missing_parameter"
              and head["content-type"] == "application/problem+json", (head, body))
    status, _, body = ask("GET", "/healthz")
    check("healthz", (status, body) == (200, b"alive\n"), body)
    status, _, body = ask("GET", "/readyz")
    check("readyz", (status, body) == (200, b"ready\n"), body)
    status, head, body = ask("GET", "/metrics")
    check("metrics", status == 200 and b'plkk_http_requests_total{operation="nearest",status="200"}' in body
          and b"114.5908" not in body and b"Atlantis" not in body, body[:500])
    status, head, body = ask("GET", "/fhir/Location/PLKK-63-097")
    check("fhir", status == 200 and head["content-type"] == "application/fhir+json", head)
    status, head, body = ask("GET", "/ogc/collections/plkk/items?limit=1")
    check("ogc", status == 200 and head["content-type"] == "application/geo+json", head)
    status, _, body = ask("GET", NEAREST, {"Content-Length": "2"}, body="{}")
    check("unexpected body", status == 400 and b"unexpected_body" in body, body)
    status, _, body = ask("GET", "/v1/nearest?position=%s" % ("1" * 9000))
    check("long position", status == 400, (status, body))


def wire():
    host = b"Host: a\r\n"
    get = b"GET /healthz HTTP/1.1\r\n" + host
    refused("no host", b"GET /healthz HTTP/1.1\r\n\r\n", 400)
    refused("two hosts", get + b"Host: b\r\n\r\n", 400)
    refused("no http", b"hello\r\n\r\n", 400)
    refused("http/2 preface", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400)
    refused("http/3.0", b"GET /healthz HTTP/3.0\r\n" + host + b"\r\n", 400)
    refused("length and chunked", b"POST /v1/nearest HTTP/1.1\r\n" + host
            + b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400)
    refused("two lengths", b"POST /v1/nearest HTTP/1.1\r\n" + host
            + b"Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcd", 400)
    refused("negative length", b"POST /v1/nearest HTTP/1.1\r\n" + host + b"Content-Length: -1\r\n\r\n", 400)
    refused("bare name", get + b"no colon\r\n\r\n", 400)
    refused("nul in a field", get + b"X: a\0b\r\n\r\n", 400)
    refused("long field", get + b"X: " + b"a" * 40000 + b"\r\n\r\n", 431)
    refused("many fields", get + b"".join(b"X%d: a\r\n" % n for n in range(300)) + b"\r\n", 431)
    got, seconds = raw(b"GET /" + b"a" * 60000 + b" HTTP/1.1\r\n" + host + b"Connection: close\r\n\r\n")
    check("long target", got.split(b" ")[1:2] in ([b"414"], [b"431"]) and seconds < 8, got[:200])
    for name, path in (("dots", b"/../etc/passwd"), ("encoded dots", b"/v1/facilities/%2e%2e"),
                       ("encoded slash", b"/v1/facilities/..%2f..%2fetc"), ("nul", b"/v1/facilities/%00"),
                       ("no path", b"healthz"),
                       ("fragment", b"/healthz#x"), ("broken escape", b"/v1/facilities/%g1"),
                       ("overlong", b"/v1/facilities/%c0%ae%c0%ae"), ("double slash", b"//healthz")):
        got, _ = raw(b"GET " + path + b" HTTP/1.1\r\n" + host + b"Connection: close\r\n\r\n")
        status = got.split(b" ")[1:2]
        check("path " + name, status in ([b"400"], [b"404"]) and got.count(b"HTTP/1.1 ") == 1, got[:200])
    # The form that proxies send means the same (RFC 9112 §3.2.2).
    got, _ = raw(b"GET http://a/healthz HTTP/1.1\r\n" + host + b"Connection: close\r\n\r\n")
    check("absolute form", got.endswith(b"alive\n"), got[:200])
    # Old and closing clients get their answer and the end.
    for name, data in (("http/1.0", b"GET /healthz HTTP/1.0\r\n\r\n"),
                       ("connection close", get + b"Connection: close\r\n\r\n")):
        got, seconds = raw(data)
        check(name, got.endswith(b"alive\n") and seconds < 5, (got, seconds))
    # Many requests in one piece are answered in their order.
    paths = [b"/healthz", b"/v1/facilities/PLKK-63-097", b"/nowhere"] * 20
    data = b"".join(b"GET " + p + b" HTTP/1.1\r\n" + host + b"\r\n" for p in paths[:-1])
    data += b"GET /nowhere HTTP/1.1\r\n" + host + b"Connection: close\r\n\r\n"
    got, seconds = raw(data)
    statuses = [part.split(b" ")[0] for part in got.split(b"HTTP/1.1 ")[1:]]
    check("pipelining", statuses == [b"200", b"200", b"404"] * 20 and seconds < 8, statuses)
    # A body in small pieces to what takes none, and a huge one that is announced.
    refused("announced body", b"POST /v1/nearest HTTP/1.1\r\n" + host + b"Content-Length: 99999999999\r\n\r\n", 405)
    got, _ = raw(b"GET /healthz HTTP/1.1\r\n" + host + b"Range: bytes=0-0," + b"1-1," * 2000
                 + b"2-2\r\nConnection: close\r\n\r\n")
    check("ranges", got.startswith(b"HTTP/1.1 200 ") and got.endswith(b"alive\n"), got[:100])
    status, _, body = ask("GET", "/healthz")
    check("still alive", status == 200)


def slow():
    """The door was started with `request_seconds=2`."""
    with socket.create_connection(("127.0.0.1", PORT)) as sock:
        start = time.monotonic()
        sock.sendall(b"GET /healthz HTTP/1.1\r\n")
        sock.settimeout(0.25)
        got = b""
        while time.monotonic() - start < 8:
            try:
                sock.sendall(b"X: y\r\n")
                piece = sock.recv(1000)
                if not piece:
                    break
                got += piece
            except TimeoutError:
                continue
            except OSError:
                break
        check("dripped head", 1.5 < time.monotonic() - start < 5, time.monotonic() - start)
    got, seconds = raw(b"")
    check("silence", got == b"" and 1.5 < seconds < 5, (got, seconds))
    got, seconds = raw(b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n")
    check("idle after an answer", got.endswith(b"alive\n") and 1.5 < seconds < 5, (got, seconds))


def crowd():
    """The door was started with `connections_per_peer=5` and `requests_per_second=20`."""
    held = [socket.create_connection(("127.0.0.1", PORT)) for _ in range(5)]
    for sock in held:
        sock.sendall(b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n")
        sock.recv(4096)
    got, seconds = raw(b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n")
    check("one connection too many", got.startswith(b"HTTP/1.1 503 ") and b'"busy"' in got and seconds < 3, got)
    for sock in held:
        sock.close()
    time.sleep(0.5)
    statuses = [ask("GET", "/healthz") for _ in range(60)]
    many = [head for status, head, _ in statuses if status == 429]
    check("too many requests", many and all(head["retry-after"] == "1" for head in many)
          and statuses[0][0] == 200, [s for s, _, _ in statuses])
    time.sleep(1.2)
    check("later again", ask("GET", "/healthz")[0] == 200)


def origins():
    """The door was started with `--http-origin https://map.example.org`."""
    good, bad = "https://map.example.org", "https://evil.example.org"
    _, head, _ = ask("GET", NEAREST, {"Origin": good})
    check("origin", head.get("access-control-allow-origin") == good and "Origin" in head["vary"], head)
    _, head, _ = ask("GET", NEAREST, {"Origin": bad})
    check("other origin", "access-control-allow-origin" not in head, head)
    status, head, _ = ask("OPTIONS", "/v1/nearest", {"Origin": good, "Access-Control-Request-Method": "GET"})
    check("preflight", status == 204 and head["access-control-allow-methods"] == "GET, HEAD, OPTIONS"
          and head["access-control-allow-origin"] == good, head)
    check("no credentials", "access-control-allow-credentials" not in head, head)


{"answers": answers, "wire": wire, "slow": slow, "crowd": crowd, "origins": origins}[sys.argv[2]]()
