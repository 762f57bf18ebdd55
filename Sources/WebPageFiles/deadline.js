// How long the employer has to report: hours, first day and sentence come with the list.
import { el } from "./cards.js";
import { pick, word } from "./words.js";

const capital = text => text[0].toUpperCase() + text.slice(1);
const padded = number => String(number).padStart(2, "0");

/// The rule in force on a day [year, month, day]; null where an older law applied.
export function ruleOn(rules, day) {
  const held = rules.filter(rule => compare(rule.from, day) <= 0);
  return held[held.length - 1] ?? null;
}

const compare = (a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2];

/// `2026-11-28T09:30` in a zone (minutes east of UTC) as milliseconds of UTC; null where it is none.
export function instant(text, zone) {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/.exec(text);
  if (!match) return null;
  const [, year, month, day, hour, minute] = match.map(Number);
  return Date.UTC(year, month - 1, day, hour, minute) - zone * 60_000;
}

/// A time of UTC as the zone's clock shows it: `30-11-2026 09.30 WITA`.
export function clock(milliseconds, zone, name) {
  const time = new Date(milliseconds + zone * 60_000);
  return `${padded(time.getUTCDate())}-${padded(time.getUTCMonth() + 1)}-${time.getUTCFullYear()} `
    + `${padded(time.getUTCHours())}.${padded(time.getUTCMinutes())} ${name}`;
}

/// What is to be said of an accident: sentences, the most important first.
export function deadline(words, text, zoneName, now) {
  const zone = words.zones[zoneName];
  const happened = instant(text, zone);
  if (happened === null) return [];
  const rule = ruleOn(words.firstReport, text.slice(0, 10).split("-").map(Number));
  if (!rule) return [pick(words.tooEarly)];
  if (happened > now) return [capital(pick(words.future)) + "."];
  const due = happened + rule.hours * 3_600_000;
  const lines = [pick(rule.sentence).replace("{due}", clock(due, zone, zoneName))];
  // A report at the very end of the time is in time.
  const isLate = now > due;
  const minutes = Math.floor(Math.abs(due - now) / 60_000);
  lines.push(
    word(isLate ? "lateBy" : "left", { hours: Math.floor(minutes / 60), minutes: minutes % 60 }),
    pick(isLate ? words.late : words.ifLate), pick(words.ownAccount), pick(words.notConcludedHere));
  return lines;
}

/// The calculator, into an element.
export function calculator(engine, into) {
  const { words } = engine.list;
  const time = el("input", { type: "datetime-local", id: "happened" });
  const zone = el("select", { id: "zone" }, Object.keys(words.zones).map(name => el("option", { value: name }, name)));
  zone.value = "WITA";
  const out = el("div", { role: "status" });
  const show = () => out.replaceChildren(
    ...deadline(words, time.value, zone.value, Date.now()).map(text => el("p", {}, text)));
  time.addEventListener("input", show);
  zone.addEventListener("change", show);
  into.replaceChildren(
    el("label", { for: "happened" }, word("when")), time, el("label", { for: "zone" }, word("zone")), zone, out);
}
