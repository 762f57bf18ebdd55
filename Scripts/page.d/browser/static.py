"""A static host for the page, as strict as the server of the project: static.StaticHost(FOLDER)."""

import functools
import gzip
import http.server
import re
import threading

TYPES = {
    ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8",
    ".wasm": "application/wasm", ".json": "application/json", ".svg": "image/svg+xml", ".png": "image/png",
    ".webmanifest": "application/manifest+json", ".txt": "text/plain; charset=utf-8", ".csv": "text/plain; charset=utf-8",
}


def policy(root):
    """The content security policy that the project's own server sends."""
    text = (root / "Sources/WebPage/PageSite.swift").read_text()
    parts = re.search(r"static let policy =\n((?:.*\n)+?)\n", text).group(1)
    return "".join(re.findall(r'"([^"]*)"', parts))


class StaticHost:
    def __init__(self, folder, policy, compress=False):
        self.asked = []
        host = self

        packed = {}

        class Handler(http.server.SimpleHTTPRequestHandler):
            extensions_map = TYPES

            def end_headers(self):
                self.send_header("Content-Security-Policy", policy)
                self.send_header("Cache-Control", "no-cache")
                super().end_headers()

            def do_GET(self):
                path = self.translate_path(self.path)
                if path.endswith("/"):
                    path += "index.html"
                if not compress or "gzip" not in self.headers.get("Accept-Encoding", ""):
                    return super().do_GET()
                try:
                    body = packed.setdefault(path, None) or gzip.compress(open(path, "rb").read(), 9)
                except OSError:
                    return self.send_error(404)
                packed[path] = body
                self.send_response(200)
                self.send_header("Content-Type", self.guess_type(path))
                self.send_header("Content-Encoding", "gzip")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format, *arguments):
                host.asked.append(self.requestline)

        class Server(http.server.ThreadingHTTPServer):
            def handle_error(self, request, client_address):
                """A browser that goes away in the middle is no fault."""

        self.server = Server(
            ("127.0.0.1", 0), functools.partial(Handler, directory=str(folder)))
        self.address = f"http://127.0.0.1:{self.server.server_address[1]}/"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()
