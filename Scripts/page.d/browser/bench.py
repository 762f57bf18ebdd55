"""How fast the page answers on a slow line and a slow phone.

    bench.py ROOT FOLDER

FOLDER is what `plkk export --as page FOLDER/` wrote; it is served compressed by gzip, as a host does. Prints
bytes until the first answer, and seconds from the start to the answer to "Posisi saya", with an empty cache, on
GPRS (50 kbit/s, 500 ms) and EDGE (240 kbit/s, 400 ms), the processor slowed six times.
"""

import gzip
import pathlib
import shutil
import sys
import tempfile
import time

from playwright.sync_api import sync_playwright

import static

ROOT, FOLDER = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
LINES = [("EDGE", 240, 400), ("GPRS", 50, 500)]
FIRST = ["index.html", "page.css", "page.js", "near.wasm", "sites.json"]


def until(page, expression):
    """Waits until an expression holds, asked from outside the page."""
    while not page.evaluate(f"Boolean({expression})"):
        time.sleep(0.05)


def main():
    work = pathlib.Path(tempfile.mkdtemp())
    folder = work / "page"
    shutil.copytree(FOLDER, folder)
    sizes = {path.name: len(gzip.compress(path.read_bytes(), 9)) for path in folder.iterdir()}
    print("until the first answer:", sum(sizes[name] for name in FIRST), "bytes compressed:",
          ", ".join(f"{name} {sizes[name]}" for name in FIRST))
    print("behind it:", ", ".join(f"{name} {size}" for name, size in sorted(sizes.items()) if name not in FIRST))
    host = static.StaticHost(folder, static.policy(ROOT), compress=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name, kilobits, latency in LINES:
            context = browser.new_context(
                viewport={"width": 360, "height": 740}, is_mobile=True, has_touch=True, service_workers="block",
                geolocation={"latitude": -3.3194, "longitude": 114.5908}, permissions=["geolocation"])
            page = context.new_page()
            session = context.new_cdp_session(page)
            session.send("Network.enable")
            session.send("Network.emulateNetworkConditions", {
                "offline": False, "latency": latency, "downloadThroughput": kilobits * 125, "uploadThroughput": kilobits * 125})
            session.send("Emulation.setCPUThrottlingRate", {"rate": 6})
            start = time.time()
            page.goto(host.address, wait_until="commit", timeout=120_000)
            page.wait_for_selector("#here", timeout=120_000)
            # Tapped as soon as it can be; the page answers when the list is there.
            until(page, "document.body.dataset.started")
            page.evaluate("document.getElementById('here').click()")
            page.wait_for_selector("#answer .card", timeout=120_000)
            answered = time.time() - start
            until(page, "document.body.dataset.reader")
            reader = time.time() - start
            until(page, "document.body.dataset.places")
            places = time.time() - start
            print(f"{name}: answer after {answered:.1f} s, every notation after {reader:.1f} s, every name after {places:.1f} s")
            context.close()
        context = browser.new_context(viewport={"width": 360, "height": 740}, is_mobile=True, has_touch=True)
        page = context.new_page()
        page.goto(host.address)
        until(page, "document.body.dataset.borders")
        session = context.new_cdp_session(page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": 6})
        page.evaluate("document.getElementById('mapPart').open = true")
        page.wait_for_selector("#map canvas")
        page.wait_for_timeout(1000)
        milliseconds = page.evaluate("""() => {
          const canvas = document.querySelector('#map canvas');
          const chart = canvas.chart;
          const times = [];
          for (let i = 0; i < 60; i++) {
            chart.view.lon += 0.01;
            const from = performance.now();
            chart.paint();
            times.push(performance.now() - from);
          }
          return times.sort((a, b) => a - b); }""")
        print(f"map: a frame in {milliseconds[30]:.1f} ms, at most {milliseconds[-1]:.1f} ms (processor slowed six times)")
        browser.close()
    host.stop()
    shutil.rmtree(work)


main()
