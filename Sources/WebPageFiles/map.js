// A drawing of Kalimantan on a canvas: boundaries, sites by kind and support, the position and how far it
// may be off. Nothing hangs on it; all of it stands in the lists too.
import { el } from "./cards.js";
import { word } from "./words.js";
import { decode, load } from "./engine.js";

const metersPerDegree = 111_320;
const home = { lat: 0.3, lon: 113.8, scale: 30 };
const least = 15;
const greatest = 40_000;
/// Pixels of a degree from which on rivers and neighbours, which are coarse, are not drawn any more.
const fine = 700;

export class ChartMap {
  constructor(into, engine, borders) {
    this.engine = engine;
    this.borders = borders;
    this.view = { ...home };
    this.canvas = el("canvas", { tabindex: "0", role: "img" });
    this.canvas.chart = this;
    this.buttons = el("div", { class: "acts" },
      this.inButton = el("button", { type: "button", onclick: () => this.zoom(1.6) }),
      this.outButton = el("button", { type: "button", onclick: () => this.zoom(1 / 1.6) }));
    this.legend = el("ul", { class: "legend" });
    into.replaceChildren(this.canvas, this.buttons, this.legend);
    this.context = this.canvas.getContext("2d");
    this.listen();
    this.label();
    new ResizeObserver(() => this.draw()).observe(this.canvas);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.draw());
    this.fit();
    load("lines.json").then(bytes => { this.ground = JSON.parse(decode(bytes)); this.draw(); }).catch(console.error);
  }

  label() {
    this.canvas.setAttribute("aria-label", word("mapLabel"));
    this.inButton.textContent = word("zoomIn");
    this.outButton.textContent = word("zoomOut");
    this.legend.replaceChildren(...["Hospital", "Clinic", "Puskesmas", "Full", "You"].map(name => el("li", {}, word(`legend${name}`))));
  }

  fit() {
    const width = this.canvas.clientWidth || 320;
    const height = this.canvas.clientHeight || 300;
    this.view = { ...home, scale: Math.min(width / 11.5, height / 9.6) };
  }

  /// Shows a position with what lies around it.
  place(position) {
    this.position = position;
    this.view = { lat: position.lat, lon: position.lon, scale: Math.max(this.view.scale, 350) };
    this.draw();
  }

  x(lon) { return (lon - this.view.lon) * this.view.scale + this.canvas.clientWidth / 2; }
  y(lat) { return (this.view.lat - lat) * this.view.scale + this.canvas.clientHeight / 2; }

  zoom(factor, x = this.canvas.clientWidth / 2, y = this.canvas.clientHeight / 2) {
    const { view } = this;
    const scale = Math.min(greatest, Math.max(least, view.scale * factor));
    const dx = x - this.canvas.clientWidth / 2;
    const dy = y - this.canvas.clientHeight / 2;
    view.lon += dx / view.scale - dx / scale;
    view.lat -= dy / view.scale - dy / scale;
    view.scale = scale;
    this.draw();
  }

  pan(dx, dy) {
    this.view.lon = Math.min(121, Math.max(107, this.view.lon - dx / this.view.scale));
    this.view.lat = Math.min(6, Math.max(-6, this.view.lat + dy / this.view.scale));
    this.draw();
  }

  listen() {
    const { canvas } = this;
    const fingers = new Map();
    canvas.addEventListener("pointerdown", event => {
      canvas.setPointerCapture(event.pointerId);
      fingers.set(event.pointerId, event);
    });
    canvas.addEventListener("pointermove", event => {
      const last = fingers.get(event.pointerId);
      if (!last) return;
      if (fingers.size === 2) {
        const other = [...fingers.values()].find(finger => finger.pointerId !== event.pointerId);
        const far = finger => Math.hypot(finger.offsetX - other.offsetX, finger.offsetY - other.offsetY);
        this.zoom(far(event) / Math.max(1, far(last)), (event.offsetX + other.offsetX) / 2, (event.offsetY + other.offsetY) / 2);
      } else {
        this.pan(event.offsetX - last.offsetX, event.offsetY - last.offsetY);
      }
      fingers.set(event.pointerId, event);
    });
    for (const name of ["pointerup", "pointercancel"]) canvas.addEventListener(name, event => fingers.delete(event.pointerId));
    canvas.addEventListener("wheel", event => {
      event.preventDefault();
      this.zoom(2 ** (-event.deltaY / 300), event.offsetX, event.offsetY);
    }, { passive: false });
    canvas.addEventListener("keydown", event => {
      const steps = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] };
      if (steps[event.key]) this.pan(...steps[event.key]);
      else if (event.key === "+" || event.key === "=") this.zoom(1.6);
      else if (event.key === "-") this.zoom(1 / 1.6);
      else return;
      event.preventDefault();
    });
  }

  /// Draws at the next frame, however often it is asked for until then.
  draw() {
    if (this.waiting) return;
    this.waiting = requestAnimationFrame(() => { this.waiting = 0; this.paint(); });
  }

  paint() {
    const { canvas, context, view } = this;
    const ratio = Math.min(2, devicePixelRatio || 1);
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    if (!width) return;
    if (canvas.width !== Math.round(width * ratio)) canvas.width = Math.round(width * ratio);
    if (canvas.height !== Math.round(height * ratio)) canvas.height = Math.round(height * ratio);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const style = getComputedStyle(canvas);
    const color = name => style.getPropertyValue(name).trim();
    context.fillStyle = color("--sea");
    context.fillRect(0, 0, width, height);
    const borders = this.borders();
    this.land(borders, color);
    if (this.ground && view.scale < fine) this.waters(color);
    this.lines(borders ?? [], color);
    this.sites(color);
    this.own(color);
  }

  path(points, isClosed) {
    const { context } = this;
    points.forEach(([lat, lon], i) => (i ? context.lineTo(this.x(lon), this.y(lat)) : context.moveTo(this.x(lon), this.y(lat))));
    if (isClosed) context.closePath();
  }

  land(borders, color) {
    const { context } = this;
    if (this.ground) {
      context.fillStyle = color("--card");
      context.beginPath();
      for (const ring of this.ground.neighbours) this.path(ring, true);
      context.fill("evenodd");
    }
    if (!borders) return;
    this.rings ??= coastRings(borders);
    context.fillStyle = color("--land");
    context.beginPath();
    for (const ring of this.rings) this.path(ring, true);
    context.fill("evenodd");
  }

  waters(color) {
    const { context } = this;
    context.globalAlpha = 0.6;
    context.strokeStyle = context.fillStyle = color("--act");
    context.lineWidth = 1;
    context.beginPath();
    for (const river of this.ground.rivers) this.path(river, false);
    context.stroke();
    context.beginPath();
    for (const lake of this.ground.lakes) this.path(lake, true);
    context.fill("evenodd");
    context.globalAlpha = 1;
  }

  lines(borders, color) {
    const { context } = this;
    for (const wide of [false, true]) {
      context.strokeStyle = color(wide ? "--soft" : "--line");
      context.lineWidth = wide ? 1.5 : 0.6;
      context.beginPath();
      for (const { left, right, corners } of borders) {
        if ((left.slice(0, 2) !== right.slice(0, 2)) === wide) this.path(corners, false);
      }
      context.stroke();
    }
  }

  sites(color) {
    const { context, engine } = this;
    const { lat, lon } = engine.sites;
    const size = this.view.scale > 300 ? 6 : this.view.scale > 80 ? 4 : 2.5;
    context.lineWidth = 1.5;
    context.strokeStyle = color("--text");
    for (let site = 0; site < engine.count; site++) {
      if (!engine.isRanked(site)) continue;
      const [x, y] = [this.x(lon[site] / 1e6), this.y(lat[site] / 1e6)];
      if (x < -9 || y < -9 || x > this.canvas.clientWidth + 9 || y > this.canvas.clientHeight + 9) continue;
      context.beginPath();
      if (engine.kind(site) === 0) context.rect(x - size, y - size, 2 * size, 2 * size);
      else if (engine.kind(site) === 2) { context.moveTo(x, y - size); context.lineTo(x + size, y + size); context.lineTo(x - size, y + size); context.closePath(); }
      else context.arc(x, y, size, 0, 7);
      const basis = engine.basis(site);
      context.fillStyle = basis < 2 ? color("--text") : color("--ground");
      context.fill();
      context.stroke();
      if (basis === 3 && size > 3) {
        context.beginPath();
        context.moveTo(x - size, y - size); context.lineTo(x + size, y + size);
        context.moveTo(x + size, y - size); context.lineTo(x - size, y + size);
        context.stroke();
      }
    }
  }

  own(color) {
    if (!this.position) return;
    const { context } = this;
    const [x, y] = [this.x(this.position.lon), this.y(this.position.lat)];
    const radius = this.position.precision / metersPerDegree * this.view.scale;
    context.strokeStyle = color("--call");
    context.fillStyle = color("--call");
    context.lineWidth = 3;
    context.globalAlpha = 0.15;
    context.beginPath();
    context.arc(x, y, Math.max(radius, 10), 0, 7);
    context.fill();
    context.globalAlpha = 1;
    for (const ring of [10, 4]) {
      context.beginPath();
      context.arc(x, y, ring, 0, 7);
      context.stroke();
    }
  }
}

/// The outline of all areas together: lines with land on one side only.
function coastRings(borders) {
  const coast = borders.filter(({ left, right }) => !left || !right);
  const from = new Map();
  for (const { left, corners } of coast) {
    const part = left ? corners : [...corners].reverse();
    const key = part[0].join();
    from.set(key, [...(from.get(key) ?? []), part]);
  }
  const rings = [];
  for (const waiting of from.values()) {
    while (waiting.length) {
      const ring = [];
      for (let part = waiting.pop(); part; part = from.get(ring.end)?.pop()) {
        ring.push(...part);
        ring.end = part[part.length - 1].join();
      }
      rings.push(ring);
    }
  }
  return rings;
}
