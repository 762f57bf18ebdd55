// The page: what is asked, what is shown, and what is loaded when.
import { areas, lines } from "./borders.js";
import { answerParts, card, el, formerCard } from "./cards.js";
import { Engine, decode, load } from "./engine.js";
import { dayText, grouped, language, pick, setLanguage, today, word } from "./words.js";

const by = id => document.getElementById(id);
const say = text => { by("status").textContent = text; };
const store = { get: key => { try { return localStorage.getItem(key); } catch { return null; } },
  set: (key, value) => { try { localStorage.setItem(key, value); } catch { /* a browser that keeps nothing */ } } };

let engine;
let position = null;
let failure = null;
let chart;
let borderLines;
let reader;

/// Map, deadline and reader: a script of its own behind the first answer.
const later = async () => globalThis.plkkLater ?? import("./later.js");
const readerReady = async () => { reader ??= new (await later()).Reader(); await reader.start(); };

const isEmergency = () => document.querySelector("[name=occasion]:checked").value === "emergency";

/// Shows the answer to the position that was asked for last.
function show() {
  const out = by("answer");
  if (failure) {
    out.hidden = false;
    out.replaceChildren(...failureParts());
    return;
  }
  if (!position) return;
  out.hidden = false;
  const all = Array.isArray(position) ? position : [position];
  out.replaceChildren(...all.flatMap(one => {
    const answer = engine.ask(withShare(one), { emergency: isEmergency(), limit: 3 });
    return answerParts(engine, answer, say);
  }));
  chart?.place(all[0]);
}

/// The advisory about a named area differs by what is looked for.
const withShare = one => ({ ...one, share: one.shares?.[isEmergency() ? "emergency" : "ordinary"] });

function failureParts() {
  const parts = [el("p", { class: "warn" }, failure.sentence)];
  if (failure.candidates?.length) {
    parts.push(el("p", {}, failure.lead ? `${failure.lead}:` : ""), el("ul", {}, failure.candidates.map(name => el("li", {},
      el("button", { type: "button", class: "quiet", onclick: () => { by("place").value = name; read(name); } }, name)))));
  }
  return parts;
}

/// Answers for a position and moves to the answer.
function answer(found) {
  failure = null;
  position = found;
  show();
  say("");
  by("answer").scrollIntoView({ block: "start" });
}

async function ready() {
  engine ??= await starting;
  return engine;
}

function here() {
  say(word("locating"));
  navigator.geolocation.getCurrentPosition(
    async ({ coords }) => {
      await ready();
      by("place").value = `${coords.latitude.toFixed(6)}, ${coords.longitude.toFixed(6)}`;
      answer({ lat: coords.latitude, lon: coords.longitude, precision: Math.max(1, coords.accuracy), approximate: false });
    },
    error => say(word(error.code === error.PERMISSION_DENIED ? "refused" : "unavailable")),
    { enableHighAccuracy: true, timeout: 30_000, maximumAge: 30_000 });
}

async function read(text) {
  if (!text.trim()) return say(word("empty"));
  try {
    await ready();
    say(word("reading"));
    await readerReady();
    let found = reader.read(text, isEmergency());
    if (found.needsPlaces) {
      say(word("readingPlaces"));
      await reader.places();
      found = reader.read(text, isEmergency());
    }
    if (found.error) {
      position = null;
      failure = found.error;
      show();
      say("");
      by("answer").scrollIntoView({ block: "start" });
    } else {
      answer(found.readings);
    }
  } catch (error) {
    console.error(error);
    say(word(engine ? "readerFailed" : "failed"));
  }
}

// MARK: Lists

const plain = text => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f'’‘`´]/g, "").split(/[^a-z0-9]+/).filter(Boolean).join(" ");
const most = 20;

function searchByName() {
  const words = plain(by("name").value).split(" ").filter(Boolean);
  const out = by("found");
  if (!words.length || !engine.more) return out.replaceChildren();
  const { sites, more } = engine;
  const fits = text => words.every(one => text.includes(one));
  engine.keys ??= sites.id.map((id, i) => [
    plain(`${sites.name[i]} ${more.names[i]}`),
    plain(`${sites.name[i]} ${more.names[i]} ${id} ${sites.district[i]} ${regencyName(i)} ${more.address[i]}`)]);
  const named = [];
  const other = [];
  engine.keys.forEach(([name, all], i) => { if (fits(name)) named.push(i); else if (fits(all)) other.push(i); });
  const former = more.former.filter(one => fits(plain(`${one[1]} ${one[2]}`)) && !one[5] || fits(plain(one[0])));
  const found = [...named, ...other];
  out.replaceChildren(...former.map(formerCard), ...found.slice(0, most).map(site => card(engine, site, { level: 2, say })));
  if (found.length > most) out.append(el("li", {}, word("more", { count: grouped(found.length - most) })));
  if (!found.length && !former.length) out.append(el("li", {}, word("nothing")));
}

const regencyName = site => engine.list.regions.regencies[engine.sites.regency[site]]?.[1] ?? "";

function listByRegency() {
  const wanted = by("regency").value;
  const out = by("list");
  if (wanted === "") return out.replaceChildren();
  const found = engine.sites.regency.flatMap((place, site) => (place === Number(wanted) && engine.isRanked(site) ? [site] : []));
  out.replaceChildren(...found.map(site => card(engine, site, { level: 2, say })));
}

function fillRegencies() {
  const select = by("regency");
  const chosen = select.value;
  select.replaceChildren(el("option", { value: "" }, word("choose")),
    ...engine.list.regions.provinces.map(([code, name]) => el("optgroup", { label: name },
      engine.list.regions.regencies.flatMap((regency, place) =>
        regency[0].startsWith(code) ? [el("option", { value: place }, regency[1])] : []))));
  select.value = chosen;
}

// MARK: Language and age

function translate() {
  document.documentElement.lang = language();
  for (const element of document.querySelectorAll("[data-word]")) {
    const name = element.dataset.word;
    element.textContent = name === "callFirst" && engine ? pick(engine.list.words.callFirst) : name === "callFirst"
      ? element.textContent : word(name);
  }
  by("language").textContent = word("other");
  by("language").lang = language() === "en" ? "id" : "en";
  if (!engine) return;
  const days = today() - engine.list.dayNumber;
  by("edition").textContent = word("dataOf", { day: dayText(engine.list.day) });
  by("old").hidden = days <= engine.list.words.doubtfulAfterDays;
  by("old").textContent = word("old", { days: grouped(days) });
  fillRegencies();
  showDeadline();
  show();
  searchByName();
  listByRegency();
  chart?.label();
}

// MARK: What is loaded behind the first answer

async function loadMore() {
  engine.more = JSON.parse(decode(await load("more.json")));
  searchByName();
  listByRegency();
}

async function loadBorders() {
  borderLines = lines(decode(await load("borders.csv")));
  engine.giveBorders(areas(borderLines, engine.list.regions.regencies.map(([code]) => code)));
  show();
  chart?.draw();
}

async function showDeadline() {
  if (!by("deadlinePart").open) return;
  (await later()).calculator(engine, by("deadline"));
}

async function openMap() {
  if (chart) return;
  const { ChartMap } = await later();
  chart ??= new ChartMap(by("map"), engine, () => borderLines);
  if (position) chart.place(Array.isArray(position) ? position[0] : position);
}

/// A new edition waits until it is asked for, so that one visit never mixes two.
async function keepOffline() {
  if (!("serviceWorker" in navigator) || globalThis.plkkFiles || location.protocol === "file:") return;
  const registration = await navigator.serviceWorker.register("worker.js");
  const offer = worker => { if (worker && navigator.serviceWorker.controller) by("update").hidden = false; };
  offer(registration.waiting);
  registration.addEventListener("updatefound", () => {
    const worker = registration.installing;
    worker.addEventListener("statechange", () => { if (worker.state === "installed") offer(worker); });
  });
  by("update").addEventListener("click", () => registration.waiting?.postMessage("take"));
  // The first worker takes over a page that was loaded without one: nothing is to be reloaded then.
  let isHeld = Boolean(navigator.serviceWorker.controller);
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (isHeld) location.reload();
    isHeld = true;
  });
}

async function start() {
  setLanguage(store.get("language") ?? "id");
  by("language").addEventListener("click", () => {
    setLanguage(language() === "en" ? "id" : "en");
    store.set("language", language());
    translate();
  });
  by("ask").addEventListener("submit", event => { event.preventDefault(); read(by("place").value); });
  by("here").addEventListener("click", here);
  for (const radio of document.querySelectorAll("[name=occasion]")) radio.addEventListener("change", show);
  by("name").addEventListener("input", () => engine && searchByName());
  by("regency").addEventListener("change", listByRegency);
  by("mapPart").addEventListener("toggle", () => engine && openMap());
  by("deadlinePart").addEventListener("toggle", () => engine && showDeadline());
  document.body.dataset.started = "yes";
  translate();
  say(word("loading"));
  try {
    engine = await starting;
  } catch (error) {
    console.error(error);
    return say(word("failed"));
  }
  say("");
  translate();
  document.body.dataset.ready = Math.round(performance.now());
  if (by("mapPart").open) openMap();
  try {
    await Promise.all([loadMore(), loadBorders()]);
    document.body.dataset.borders = "yes";
    await readerReady();
    document.body.dataset.reader = "yes";
    await reader.places();
    document.body.dataset.places = "yes";
  } catch (error) {
    console.error(error);
  }
  keepOffline();
}

const starting = Engine.start();
start();
