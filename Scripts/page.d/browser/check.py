"""Uses the page in Chromium as people do, and looks at each state with axe.

    check.py ROOT FOLDER FILE.html [PICTURES]

FOLDER is what `plkk export --as page FOLDER/` wrote, FILE.html the page in one file. With PICTURES, pictures
of the page at four widths, light and dark, go there. Exit 1 when anything is not as it should be.
"""

import pathlib
import shutil
import sys
import tempfile
import time

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from static import StaticHost, policy

ROOT, FOLDER, FILE = (pathlib.Path(argument).resolve() for argument in sys.argv[1:4])
PICTURES = pathlib.Path(sys.argv[4]) if len(sys.argv) > 4 else None
BANJARMASIN = {"latitude": -3.3194, "longitude": 114.5908, "accuracy": 25}
SLOW = 120_000
failed = []


def check(what, holds, more=""):
    print(("ok: " if holds else "FAILED: ") + what + (f": {more}" if more and not holds else ""))
    if not holds:
        failed.append(what)


def until(page, expression, seconds=SLOW / 1000):
    """Waits until an expression holds; asked from outside, since the page's policy lets nobody evaluate text."""
    end = time.monotonic() + seconds
    while not page.evaluate(f"Boolean({expression})"):
        if time.monotonic() > end:
            raise TimeoutError(expression)
        time.sleep(0.05)


class Phone:
    """A fresh browser profile on a page."""

    def __init__(self, browser, address, **options):
        options = {"viewport": {"width": 390, "height": 844}, "locale": "id-ID", "geolocation": BANJARMASIN,
                   "permissions": ["geolocation"]} | options
        self.context = browser.new_context(**options)
        self.context.set_default_timeout(SLOW)
        self.page = self.context.new_page()
        self.faults, self.requests = [], []
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("console", lambda message: message.type == "error" and self.faults.append(message.text))
        self.page.on("request", lambda request: self.requests.append(request))
        self.page.goto(address)

    def ready(self, what="ready"):
        until(self.page, f"document.body.dataset.{what}")
        return self

    def axe(self, state):
        result = Axe().run(self.page)
        check(f"axe has nothing to say: {state}", result.violations_count == 0, result.generate_report())

    def ask(self, text):
        self.page.fill("#place", text)
        self.page.press("#place", "Enter")
        until(self.page, "document.getElementById('status').textContent === ''")

    def names(self):
        return self.page.locator("#answer .card h3").all_inner_texts()

    def done(self, what):
        check(f"no fault in the console: {what}", not self.faults, "; ".join(self.faults[:3]))
        self.context.close()


def first_visit(browser, host):
    phone = Phone(browser, host.address).ready()
    page = phone.page
    phone.axe("first visit")
    check("119 is the first thing to reach", page.evaluate(
        "document.querySelector('a,button,input').getAttribute('href')") == "tel:119")
    check("the text field is the first input", page.evaluate(
        "document.querySelector('input,select,textarea').id") == "place")
    page.click("#here")
    page.wait_for_selector("#answer .card")
    check("three hospitals, then three PLKK", len(phone.names()) == 6, str(phone.names()))
    check("the nearest hospital", phone.names()[0] == "1. RSUD Ulin Banjarmasin", str(phone.names()))
    check("nothing of paying in an emergency", "bayar" not in page.inner_text("#answer").lower())
    check("who must help", "UU 17/2023" in page.inner_text("#answer"))
    phone.axe("emergency")
    page.check("[value=ordinary]")
    check("calm: three PLKK, and who pays", len(phone.names()) == 3 and "ditagihkan" in page.inner_text("#answer"))
    phone.axe("no emergency")
    page.click("#language")
    check("English", "straight line" in page.inner_text("#answer") and page.evaluate("document.documentElement.lang") == "en")
    phone.axe("English")
    phone.done("first visit")


def network(browser, host):
    phone = Phone(browser, host.address).ready("places")
    page = phone.page
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    before = len(phone.requests)
    page.click("#here")
    page.wait_for_selector("#answer .card")
    phone.ask("3°19'10\" LS 114°35'27\" BT")
    phone.ask("Satui, Tanah Bumbu")
    sent = [request.url for request in phone.requests[before:]]
    check("locating asks the network for nothing", not sent, str(sent))
    own = all(request.url.startswith(host.address) for request in phone.requests)
    plain = all("?" not in request.url and request.method == "GET" and not request.post_data for request in phone.requests)
    check("every request went to the page's own host, with nothing in it", own and plain)
    phone.done("network")


def reading(browser, host):
    phone = Phone(browser, host.address).ready("reader")
    page = phone.page
    for text in ["-3.3194, 114.5908", "114.5908, -3.3194", "3°19'9,8\" LS 114°35'26,9\" BT", "50M 232284 9632776"]:
        phone.ask(text)
        check(f"read: {text}", phone.names()[:1] == ["1. RSUD Ulin Banjarmasin"], page.inner_text("#answer")[:200])
    phone.ask("114.5908, -3.3194")
    check("an exchanged order is said", "ditukar" in page.inner_text("#answer"))
    phone.ready("places")
    phone.ask("Satui, Tanah Bumbu")
    check("a place is approximate and says so", "PERKIRAAN" in page.inner_text("#answer"))
    phone.axe("a place")
    for text in ["tidak ada ini", "91.5, 200", "Kalsel"]:
        phone.ask(text)
        check(f"refused with a reason: {text}", page.locator("#answer .card").count() == 0
              and len(page.inner_text("#answer .warn")) > 10, page.inner_text("#answer"))
        check("119 stays in sight above it", page.is_visible("#call"))
    phone.axe("a refusal")
    page.locator("#answer button").first.click()
    page.wait_for_selector("#answer .card")
    check("a suggestion is one tap", len(phone.names()) == 6)
    phone.done("reading")


def lists(browser, host):
    phone = Phone(browser, host.address).ready("borders")
    page = phone.page
    page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    page.fill("#name", "haji darjad")
    check("a closed house is found as closed", "TUTUP sejak 2025-05-07" in page.inner_text("#found"))
    page.fill("#name", "ulin")
    check("a name is found", "RSUD Ulin Banjarmasin" in page.inner_text("#found"))
    page.select_option("#regency", label="Kabupaten Tanah Bumbu")
    check("a list by kabupaten", page.locator("#list .card").count() > 3)
    page.wait_for_selector("#happened")
    page.fill("#happened", "2026-11-27T09:30")
    check("2×24 hours", "29-11-2026 09.30 WITA" in page.inner_text("#deadline"), page.inner_text("#deadline"))
    page.fill("#happened", "2020-01-01T09:30")
    check("an older law is not replaced", "tidak tersimpan" in page.inner_text("#deadline"))
    phone.axe("everything open")
    phone.done("lists")


def offline(browser, host):
    phone = Phone(browser, host.address).ready("places")
    page = phone.page
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    until(page, "navigator.serviceWorker.controller !== null")
    phone.context.set_offline(True)
    phone.faults.clear()
    page.reload()
    phone.ready("places")
    page.click("#here")
    page.wait_for_selector("#answer .card")
    check("offline: my position", phone.names()[:1] == ["1. RSUD Ulin Banjarmasin"])
    phone.ask("Satui, Tanah Bumbu")
    check("offline: a place name", len(phone.names()) == 6)
    milliseconds = page.evaluate("""async () => {
      const from = performance.now();
      document.getElementById('here').click();
      document.getElementById('answer').replaceChildren();
      while (!document.querySelector('#answer .card')) await new Promise(done => setTimeout(done));
      return performance.now() - from; }""")
    print(f"offline answer to “Posisi saya”: {milliseconds:.0f} ms")
    phone.done("offline")


def update(browser, host, folder):
    phone = Phone(browser, host.address).ready("places")
    page = phone.page
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    until(page, "navigator.serviceWorker.controller !== null")
    worker = folder / "worker.js"
    old = worker.read_text()
    first = old.index('const edition = "') + len('const edition = "')
    # A new edition of which one file is missing is not taken.
    (folder / "more.json").rename(folder / "gone.json")
    worker.write_text(old[:first] + "0000" + old[first + 4:])
    page.evaluate("navigator.serviceWorker.getRegistration().then(one => one.update()).catch(() => null)")
    page.wait_for_timeout(3000)
    check("half an edition is not taken", page.is_hidden("#update"))
    (folder / "gone.json").rename(folder / "more.json")
    sites = folder / "sites.json"
    sites.write_text(sites.read_text().replace("RSUD Ulin Banjarmasin", "RSUD Ulin EDISI BARU"))
    worker.write_text(old[:first] + "1111" + old[first + 4:])
    page.evaluate("navigator.serviceWorker.getRegistration().then(one => one.update())")
    page.wait_for_selector("#update:not([hidden])")
    page.click("#here")
    page.wait_for_selector("#answer .card")
    check("until it is taken the old edition answers", "EDISI BARU" not in page.inner_text("#answer"))
    with page.expect_navigation():
        page.click("#update")
    phone.ready()
    page.click("#here")
    page.wait_for_selector("#answer .card")
    check("then the new one, whole", "EDISI BARU" in page.inner_text("#answer"))
    phone.done("update")


def refused(browser, host):
    phone = Phone(browser, host.address, permissions=[]).ready()
    phone.page.click("#here")
    until(phone.page, "document.getElementById('status').textContent.includes('tidak diizinkan')")
    check("a refused position is said with what to do", True)
    phone.axe("position refused")
    phone.done("refused")


def keyboard(browser, host):
    phone = Phone(browser, host.address).ready("reader")
    page = phone.page
    page.evaluate("document.body.focus()")
    seen = []
    for _ in range(6):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.id || document.activeElement.tagName"))
    check("the order of the keys", seen[:5] == ["call", "language", "place", "BUTTON", "here"], str(seen))
    page.focus("#place")
    page.keyboard.type("-3.3194, 114.5908")
    page.keyboard.press("Enter")
    page.wait_for_selector("#answer .card")
    check("Enter searches", len(phone.names()) == 6)
    page.focus("#mapPart summary")
    page.keyboard.press("Enter")
    page.wait_for_selector("#map canvas")
    page.focus("#map canvas")
    for key in ["+", "+", "ArrowLeft", "ArrowUp", "-"]:
        page.keyboard.press(key)
    check("the map stays out of the way of the keys", page.evaluate("document.activeElement.tagName") == "CANVAS")
    phone.axe("map")
    phone.done("keyboard")


def without_scripts(browser, host):
    phone = Phone(browser, host.address, java_script_enabled=False)
    page = phone.page
    check("without scripts: 119 and 175", page.is_visible("#call") and page.locator("a[href='tel:175']").count() > 0)
    page.goto(host.address + "daftar.html")
    check("without scripts: the list by kabupaten", page.locator("section").count() == 56, str(page.locator("section").count()))
    phone.context.close()
    phone = Phone(browser, host.address + "daftar.html")
    phone.axe("the plain list")
    phone.done("plain list")


def one_file(browser):
    phone = Phone(browser, FILE.as_uri())
    phone.context.set_offline(True)
    phone.ready("places")
    phone.ask("Satui, Tanah Bumbu")
    check("one file, no network: a place name", len(phone.names()) == 6)
    phone.ask("-3.3194, 114.5908")
    check("one file, no network: coordinates", phone.names()[:1] == ["1. RSUD Ulin Banjarmasin"])
    check("one file asks for nothing else", len(phone.requests) == 1, str([one.url for one in phone.requests]))
    phone.done("one file")


def narrow(browser, host):
    for width in [320, 390, 768, 1280]:
        for scheme in ["light", "dark"]:
            phone = Phone(browser, host.address, viewport={"width": width, "height": 844}, color_scheme=scheme).ready("borders")
            page = phone.page
            page.click("#here")
            page.wait_for_selector("#answer .card")
            page.evaluate("document.getElementById('mapPart').open = true")
            page.wait_for_selector("#map canvas")
            check(f"nothing sticks out at {width} px, {scheme}", page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
            phone.axe(f"{width} px, {scheme}")
            if PICTURES:
                page.wait_for_timeout(500)
                page.screenshot(path=PICTURES / f"page-{width}-{scheme}.png", full_page=True)
            phone.done(f"{width} px, {scheme}")
    phone = Phone(browser, host.address, viewport={"width": 320, "height": 700}).ready("borders")
    phone.page.evaluate("document.documentElement.style.fontSize = '225%'")
    phone.page.click("#here")
    phone.page.wait_for_selector("#answer .card")
    check("text at 200 % fits 320 px", phone.page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
    phone.done("text at 200 %")


def main():
    work = pathlib.Path(tempfile.mkdtemp())
    folder = work / "page"
    shutil.copytree(FOLDER, folder)
    host = StaticHost(folder, policy(ROOT))
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            print("Chromium", browser.version)
            for visit in [first_visit, network, reading, lists, offline, refused, keyboard, without_scripts, narrow]:
                visit(browser, host)
            one_file(browser)
            update(browser, host, folder)
            browser.close()
    finally:
        host.stop()
        shutil.rmtree(work)
    print(f"{len(failed)} failed" if failed else "all ok")
    sys.exit(1 if failed else 0)


main()
