// Facilities as cards, and the answer around a position.
import { dayText, grouped, language, pick, today, word } from "./words.js";

/// An element with attributes and children; text is always text.
export function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "onclick") element.addEventListener("click", value);
    else if (value !== undefined && value !== null && value !== false) element.setAttribute(key, value);
  }
  element.append(...children.flat().filter(child => child !== null && child !== undefined));
  return element;
}

const degrees = number => number.toFixed(5);

/// A sentence of the list about one site: its number and the ages of what is known filled in.
export function sentence(engine, site, place) {
  return pick(engine.list.texts[place])
    .replaceAll("{phone}", engine.sites.phone[site])
    .replace(/\{age:(-?\d+)\}/g, (_, day) => word("age", { days: grouped(Math.max(0, today() - day)) }));
}

/// What is said of a site, for an emergency or for calm.
export const sentences = (engine, site, emergency) =>
  engine.profile(site)[emergency ? 2 : 1].map(place => sentence(engine, site, place));

function siteLocation(engine, site) {
  const { regency, district } = engine.sites;
  const area = regency[site] === null ? null : engine.list.regions.regencies[regency[site]][1];
  return [
    pick(engine.list.texts[engine.profile(site)[0]]), area,
    district[site] ? word("district", { name: district[site] }) : null,
  ].filter(Boolean).join(" · ");
}

/// A site as text to pass on.
export function shared(engine, site, hit, emergency) {
  const { name, id, lat, lon } = engine.sites;
  const address = engine.more?.address[site];
  const lines = [`${name[site]} [${id[site]}]`];
  if (hit) lines.push(word("line", hit));
  lines.push(siteLocation(engine, site), address, ...sentences(engine, site, emergency));
  if (lat[site] !== null) lines.push(`geo:${degrees(lat[site] / 1e6)},${degrees(lon[site] / 1e6)}`);
  lines.push(word("dataOf", { day: dayText(engine.list.day) }));
  return lines.filter(Boolean).join("\n");
}

async function share(text, say) {
  try {
    if (navigator.share) await navigator.share({ text });
    else {
      await navigator.clipboard.writeText(text);
      say(word("copied"));
    }
  } catch (error) {
    if (error.name !== "AbortError") say(text);
  }
}

/// One site as an item of a list.
export function card(engine, site, { hit, number, emergency = false, level = 3, say }) {
  const { id, name, lat, lon } = engine.sites;
  const tel = engine.tel(site);
  const address = engine.more?.address[site];
  const warns = engine.profile(site)[4].some(code => code !== "no_phone");
  const acts = el("div", { class: "acts" });
  if (tel) {
    acts.append(el("a", { class: "first", href: `tel:${tel}`, "aria-label": `${word("phone")} ${name[site]}` }, word("phone")));
  }
  if (lat[site] !== null) {
    const point = `${degrees(lat[site] / 1e6)},${degrees(lon[site] / 1e6)}`;
    acts.append(el("a", {
      href: `geo:${point}?q=${point}(${encodeURIComponent(name[site])})`, "aria-label": `${word("toMap")}: ${name[site]}`,
    }, word("toMap")));
  }
  acts.append(el("button", {
    type: "button", "aria-label": `${word("share")}: ${name[site]}`,
    onclick: () => share(shared(engine, site, hit, emergency), say),
  }, word("share")));
  return el("li", { class: "card" },
    el(`h${level}`, {}, number ? `${number}. ${name[site]}` : name[site]),
    hit ? el("p", { class: "far" }, word("line", hit)) : null,
    el("p", {}, siteLocation(engine, site), " ", el("span", { class: "hint id" }, `[${id[site]}]`)),
    el("ul", { class: warns ? "doubt" : null }, sentences(engine, site, emergency).map(text => el("li", {}, text))),
    address ? el("p", { class: "hint" }, address) : null,
    acts);
}

/// A house that is on the list no more.
export const formerCard = former =>
  el("li", { class: "card warn" }, el("h2", {}, former[1]), el("p", {}, former[language() === "en" ? 4 : 3]));

/// Where the position lies, in words.
function whereabouts(engine, answer) {
  if (!engine.hasBorders) return word("regionLoading");
  if (answer.regency === null) return null;
  const [code, name] = engine.list.regions.regencies[answer.regency];
  const province = engine.list.regions.provinces.find(([own]) => own === code.slice(0, 2));
  return `${name}, ${province[1]}`;
}

function cards(engine, hits, emergency, say) {
  if (!hits.length) return el("p", {}, word("nothing"));
  return el("ol", { class: "cards" },
    hits.map((hit, place) => card(engine, hit.site, { hit, number: place + 1, emergency, say })));
}

/// The whole answer.
export function answerParts(engine, answer, say) {
  const { position, emergency } = answer;
  const { words } = engine.list;
  const parts = [];
  parts.push(el("p", {}, el("b", {}, word("position") + ": "),
    `${degrees(position.lat)}, ${degrees(position.lon)}`,
    position.precision >= 10 && !position.echo ? `, ${word("accuracy", { distance: `${grouped(Math.round(position.precision))} m` })}` : ""));
  const where = whereabouts(engine, answer);
  if (where) parts.push(el("p", {}, where));
  for (const line of position.echo ?? []) parts.push(el("p", {}, line));
  for (const { code, sentence: text } of answer.advisories) parts.push(el("p", { class: "warn", "data-code": code }, text));
  if (emergency) {
    parts.push(el("h2", {}, word("hospitals")), cards(engine, answer.hospitals, true, say),
      el("p", {}, pick(words.emergencyDuty)));
  }
  parts.push(el("h2", {}, word("plkk")), cards(engine, answer.plkk, emergency, say),
    el("p", { class: "hint" }, word("straight")));
  return parts;
}
