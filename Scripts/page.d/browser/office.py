"""Takes a referral from its opening to the arrival between two windows and a client of the line protocol.

    office.py PLKK WORK [PICTURES]

Starts `PLKK serve` on a new database in the folder WORK. With PICTURES, pictures go there. Exit 1 when
anything is not as it should be.
"""

import pathlib
import re
import signal
import socket
import subprocess
import sys
import time

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

PLKK, WORK = sys.argv[1], pathlib.Path(sys.argv[2])
PICTURES = pathlib.Path(sys.argv[3]) if len(sys.argv) > 3 else None
DATABASE = WORK / "office.sqlite"
failed = []


def check(what, holds, more=""):
    print(("ok: " if holds else "FAILED: ") + what + (f": {str(more)[:600]}" if more and not holds else ""))
    if not holds:
        failed.append(what)


def token(role, scope):
    path = WORK / f"{role}.token"
    subprocess.run([PLKK, "token", "new", "--role", role, "--scope", scope, "--out", path, "--db", DATABASE],
                   check=True, capture_output=True)
    return path.read_text().strip()


def until(page, expression, seconds=30):
    """Waits until an expression holds; asked from outside, since the page's policy lets nobody evaluate text."""
    end = time.monotonic() + seconds
    while not page.evaluate(f"Boolean({expression})"):
        if time.monotonic() > end:
            raise TimeoutError(f"{expression}: {page.inner_text('body')[:500]}")
        time.sleep(0.05)


class Window:
    """A browser profile of its own, on the page."""

    def __init__(self, browser, address, secret, **options):
        self.context = browser.new_context(**({"viewport": {"width": 390, "height": 844}, "locale": "id-ID"} | options))
        self.page = self.context.new_page()
        self.faults = []
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("console", lambda message: message.type == "error" and self.faults.append(message.text))
        self.page.goto(address + "/office.html")
        until(self.page, "document.body.dataset.ready")
        self.enter(secret)

    def enter(self, secret):
        self.page.fill("#token", secret)
        self.page.press("#token", "Enter")
        until(self.page, "!document.getElementById('inside').hidden")

    def text(self, where="main"):
        return self.page.inner_text(where)

    def axe(self, state):
        result = Axe().run(self.page)
        check(f"axe has nothing to say: {state}", result.violations_count == 0, result.generate_report())

    def picture(self, name):
        if PICTURES:
            self.page.screenshot(path=PICTURES / f"office-{name}.png", full_page=True)


class Line:
    """The line protocol over a plain socket, as redis-cli speaks it inline."""

    def __init__(self, port, secret):
        self.file = socket.create_connection(("127.0.0.1", port)).makefile("rw", newline="", encoding="utf-8")
        check("the line protocol takes the same token", self.ask("AUTH " + secret) == ["+OK"])

    def ask(self, request):
        self.file.write(request + "\r\n")
        self.file.flush()
        first = self.file.readline().rstrip("\r\n")
        count = int(first[1:]) if first.startswith("*") else 0
        return [first] + [self.file.readline().rstrip("\r\n") for _ in range(count)]


def serve():
    log = open(WORK / "server.log", "w", encoding="utf-8")
    server = subprocess.Popen(
        [PLKK, "serve", "--listen", "127.0.0.1:0", "--http", "127.0.0.1:0", "--db", DATABASE], stderr=log, stdout=log)
    for _ in range(600):
        text = (WORK / "server.log").read_text()
        line, web = re.search(r"/[0-9.]+:([1-9][0-9]*)", text), re.search(r"port=([1-9][0-9]*)[^\n]*serving HTTP", text)
        if line and web:
            return server, int(line[1]), f"http://127.0.0.1:{web[1]}"
        time.sleep(0.05)
    raise TimeoutError(text)


def scenario(browser, line_port, address, officer, facility):
    house = Window(browser, address, facility)
    house.axe("nothing under way")
    office = Window(browser, address, officer, viewport={"width": 768, "height": 1024})
    page = office.page
    page.click("#newPart summary")
    page.fill("[name=position]", "-3.3194, 114.5908")
    page.check("[name=emergency][value=mengancam-nyawa]")
    page.fill("[name=to]", "PLKK-63-097")
    page.fill("[name=name]", "Siti Aminah")
    page.fill("[name=nik]", "6371014506900001")
    page.fill("[name=occurred_at]", "2026-11-20T22:00")
    page.select_option("[name=lawful_basis]", "kepentingan-vital")
    office.axe("a form")
    office.picture("form")
    page.click("#new [type=submit]")
    until(page, "document.getElementById('status').textContent.includes('dibuka')")
    said = office.text("#status")
    check("119 stands first", said.index("119") < said.index("dibuka"), said)
    check("the identity is gone from the form", page.input_value("[name=nik]") == "" and "Aminah" not in page.content())
    code = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]", said)[0]
    until(house.page, f"document.getElementById('inbox').innerText.includes('{code}')")
    check("it comes by itself, as an emergency", "GAWAT DARURAT" in house.text("#inbox"), house.text("#inbox"))
    check("nothing of the person there", "Aminah" not in house.page.content())
    house.axe("a referral in the inbox")
    house.picture("inbox")
    line = Line(line_port, officer)
    house.page.click("#inbox .main")
    house.page.click("#inbox .main")
    until(house.page, "document.getElementById('inbox').innerText.includes('diterima')")
    check("answered in two taps", any("attempt_status=accepted" in row or "status=accepted" in row
                                      for row in line.ask("REFERRAL " + code)), line.ask("REFERRAL " + code))
    until(page, "document.getElementById('inbox').innerText.includes('diterima')")
    check("the officer sees it by itself", True)
    line.ask("DEPART " + code)
    until(house.page, "document.getElementById('inbox').innerText.includes('berangkat')")
    check("what the line protocol did shows by itself", True)
    house.page.click("#inbox .acts button")
    until(house.page, "!document.getElementById('one').hidden")
    check("after the acceptance the person shows masked", "Pasien" in house.text("#one") and "Aminah" not in house.text("#one"))
    house.axe("one referral")
    house.picture("one")
    house.page.click("#one button:has-text('Pasien tiba')")
    house.page.click("#one button:has-text('Ya')")
    until(house.page, f"!document.getElementById('inbox').innerText.includes('{code}')")
    check("arrived", any("status=completed" in row for row in line.ask("REFERRAL " + code)))
    # A refusal, with its reason and the next candidates.
    answer = line.ask("REFER -3.3194 114.5908 TO PLKK-63-097 EMERGENCY tidak-ada LAWFULBASIS persetujuan")
    other = re.search(r"code=([0-9A-Z-]+)", "\n".join(answer))[1]
    until(house.page, f"document.getElementById('inbox').innerText.includes('{other}')")
    house.page.click("#inbox button:has-text('Tolak')")
    house.axe("reasons")
    house.picture("reasons")
    house.page.click("#inbox .acts button >> nth=0")
    until(house.page, "/1\\. .* km/.test(document.getElementById('status').innerText)")
    check("refused with a reason, and candidates named", any("reason=penuh-ruang" in row for row in line.ask("REFERRAL " + other)))
    # A clinic without a telephone where nobody reads referrals.
    answer = line.ask("REFER -3.3194 114.5908 TO PLKK-63-132 EMERGENCY tidak-ada LAWFULBASIS persetujuan")
    silent = re.search(r"code=([0-9A-Z-]+)", "\n".join(answer))[1]
    until(page, f"document.getElementById('calls').innerText.includes('{silent}')")
    check("who has to be phoned, with the number", page.locator("#calls a[href='tel:175']").count() == 1, office.text("#calls"))
    check("nobody there for the facility", house.page.is_hidden("#callPart"))
    office.axe("a call")
    office.picture("calls")
    house.page.click("#language")
    check("English", "Referrals under way" in house.text())
    house.axe("English")
    page.click("#lock")
    check("the lock clears the screen", page.locator("#inbox li").count() == 0 and code not in page.content()
          and page.is_visible("#enter"))
    check("the token is not kept", page.evaluate("localStorage.getItem('plkk-token')") is None)
    office.axe("locked")
    page.fill("#token", "plkk_" + "x" * 32)
    page.press("#token", "Enter")
    until(page, "document.getElementById('status').className === 'warn' || document.getElementById('status').textContent")
    check("a wrong token is told", page.is_hidden("#inside"))
    for window, name in ((house, "house"), (office, "office")):
        faults = [fault for fault in window.faults if "401" not in fault]
        check(f"no fault in the console: {name}", not faults, "; ".join(faults[:3]))


def main():
    officer, facility = token("officer", "BJM"), token("facility", "PLKK-63-097")
    server, line_port, address = serve()
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
            scenario(browser, line_port, address, officer, facility)
            browser.close()
    finally:
        server.send_signal(signal.SIGTERM)
        check("the server ends with open streams", server.wait(20) == 0)
    log = (WORK / "server.log").read_text()
    check("nothing private in the log", not any(word in log for word in ("Aminah", "6371014506900001", officer, facility)))
    sys.exit(1 if failed else 0)


main()
