// The page for facilities and officers: what is under way, answers in two taps, a new referral.
import { Line, Refused, allowSound, sound } from "./office-line.js";
import { labels, words } from "./office-words.js";
import { opening } from "./office-new.js";

let language = (localStorage.getItem("plkk-language") ?? navigator.language).startsWith("en") ? 1 : 0;
let line, who, shown, table = {}, cursor = "", idle, minute;
const rows = new Map();
const patience = 10 * 60 * 1000;

export const $ = id => document.getElementById(id);
export const word = (name, values = {}) =>
  words[name][language].replace(/\{(\w+)\}/g, (_, key) => values[key] ?? "");
// A word of a state, reason or field, from the table of the server.
export const said = (kind, value) =>
  (table[kind]?.[value] ?? labels[kind]?.[value])?.[language] ?? String(value ?? "").replaceAll("-", " ");
export const kinds = kind => Object.keys(table[kind] ?? {});
export function el(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value !== undefined && value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.filter(child => child !== undefined && child !== ""));
  return made;
}
export function say(text, isWarning = false) {
  $("status").textContent = text;
  $("status").className = isWarning ? "warn" : "";
}
const clock = text => text ? new Date(text).toLocaleString(language ? "en-GB" : "id-ID", { dateStyle: "short", timeStyle: "short" }) : "";

// Runs what a tap asks for; a refusal is said in the sentence of the server.
export async function trying(work) {
  try {
    return await work();
  } catch (error) {
    if (error.name === "AbortError") return;
    if (error instanceof Refused && error.status === 401) return leave(word("over"));
    if (error instanceof Refused && error.code === "version_differs") {
      if (shown) await look(shown);
      return say(word("changed"), true);
    }
    say(error instanceof Refused ? error.message : word("failedLine"), true);
  }
}

// MARK: In and out

$("enter").addEventListener("submit", event => {
  event.preventDefault();
  allowSound();
  const token = $("token").value.trim();
  $("token").value = "";
  trying(async () => {
    await enter(token);
    Line.keep($("keep").checked ? token : "");
  });
});

async function enter(token) {
  const made = new Line(token, language ? "en" : "id");
  const answer = await made.get("v1/token");
  table = await (await fetch("office.json")).json();
  line = made;
  who = answer;
  $("enter").hidden = true;
  $("inside").hidden = $("lock").hidden = false;
  opening($("new"), open);
  $("newPart").hidden = ["auditor", "supervisor"].includes(who.role);
  write();
  await list();
  line.changes(change, connected);
  rest();
}

// Everything private leaves the screen, and the token the memory.
function leave(text) {
  line?.close();
  line = who = shown = undefined;
  rows.clear();
  for (const id of ["calls", "inbox", "one", "new", "paper"]) $(id).replaceChildren();
  $("inside").hidden = $("callPart").hidden = $("one").hidden = $("lock").hidden = $("paper").hidden = true;
  $("enter").hidden = false;
  $("newPart").open = false;
  say(text);
  $("token").focus();
}
$("lock").addEventListener("click", () => { Line.keep(""); leave(word("locked")); });

function rest() {
  clearTimeout(idle);
  if (line) idle = setTimeout(() => leave(word("locked")), patience);
}
for (const name of ["pointerdown", "keydown"]) document.addEventListener(name, () => rest(), { passive: true });

function connected(isConnected, isOver = false) {
  if (isOver) return leave(word("over"));
  say(word(isConnected ? "connected" : "broken"), !isConnected);
}

// MARK: The list

async function list(after = "") {
  const answer = await line.get(`v1/referrals?status=active&limit=50${after ? `&cursor=${after}` : ""}`);
  if (!after) rows.clear();
  for (const row of answer.rows) rows.set(row.code, row);
  cursor = answer.next ?? "";
  draw();
  for (const warning of answer.warnings) if (warning.code !== "more") say(warning.text, true);
  await calls();
}
$("more").addEventListener("click", () => trying(() => list(cursor)));

async function change(news) {
  const isNew = !rows.has(news.code) || news.event === "sent";
  if (news.status !== "active") rows.delete(news.code);
  else rows.set(news.code, { ...rows.get(news.code), ...news });
  draw();
  const isMine = who.role === "facility" ? isNew : news.business_status === "ditolak-terlambat" || news.attempt_status === "rejected";
  if (isMine) {
    sound(news.emergency || news.business_status === "ditolak-terlambat");
    if (who.role === "facility") document.title = `● ${word("title")}`;
  }
  await trying(calls);
  if (shown === news.code) await trying(() => look(shown));
}
document.addEventListener("visibilitychange", () => { document.title = `PLKK: ${word("title").toLowerCase()}`; });

function draw() {
  const all = [...rows.values()].sort((one, other) =>
    (other.emergency ? 1 : 0) - (one.emergency ? 1 : 0)
    || String(one.answer_due_at ?? "9").localeCompare(String(other.answer_due_at ?? "9")));
  $("inbox").replaceChildren(...all.map(card));
  if (all.length === 0) $("inbox").append(el("li", {}, word("none")));
  $("more").hidden = !cursor;
}

// MARK: Whom to phone

// Some are brought by time alone, so it is asked again each minute too.
async function calls() {
  clearTimeout(minute);
  if (!line || who.role === "auditor") return;
  minute = setTimeout(() => trying(calls), 60 * 1000);
  const answer = await line.get("v1/referrals:calls?limit=100");
  $("calls").replaceChildren(...answer.rows.map(call));
  $("callPart").hidden = answer.rows.length === 0;
}

function call(row) {
  const number = (name, phone, dialled) =>
    el("p", {}, name ? `${name}: ` : "", el("a", { href: `tel:${dialled ?? phone.replace(/[^0-9+]/g, "")}` }, phone));
  return el("li", { class: row.reason === "refused_late" ? "card alarm" : "card" },
    el("h3", {}, row.code, row.emergency ? ` · ${word("emergency")}` : ""),
    el("p", { class: "state" }, said("call", row.reason), " · ", word("callSince", { time: clock(row.since) })),
    row.call ? number("", row.call) : "",
    row.phone ? number(row.facility ?? row.facility_id, row.phone, row.phone_e164) : el("p", {}, word("noPhone", { name: row.facility ?? row.facility_id ?? "" })),
    row.next_phone ? number(`${word("candidates")}: ${row.next}`, row.next_phone, row.next_phone_e164) : "",
    el("div", { class: "acts" }, el("button", { type: "button", onclick: () => trying(() => look(row.code)) }, word("open"))));
}

function card(row) {
  const acts = el("div", { class: "acts" }, el("button", { type: "button", onclick: () => trying(() => look(row.code)) }, word("open")));
  if (who.role === "facility" && ["requested", "received"].includes(row.attempt_status)) {
    acts.append(
      el("button", { type: "button", class: "main", onclick: () => sure(acts, row.code, "accept") }, word("accept")),
      el("button", { type: "button", onclick: () => why(acts, row.code, "reject") }, word("reject")));
  }
  return el("li", { class: row.emergency ? "card alarm" : "card" },
    el("h3", {}, row.code, row.emergency ? ` · ${word("emergency")}` : ""),
    el("p", { class: "state" }, said("business", row.business_status), row.priority ? ` · ${said("priority", row.priority)}` : ""),
    row.facility_id ? el("p", {}, row.facility_id) : "",
    row.answer_due_at && ["requested", "received"].includes(row.attempt_status) ? el("p", {}, word("dueAt", { time: clock(row.answer_due_at) })) : "",
    acts);
}

// MARK: Acts

// The second tap: the act by its name, with a note where one may be.
function sure(acts, code, act, body = {}) {
  const note = el("textarea", { id: `note-${code}`, rows: 2, maxlength: 1000 });
  const hasNote = ["accept", "reject"].includes(act);
  acts.replaceChildren(
    el("button", { type: "button", class: "main", onclick: () => trying(() => perform(code, act, { ...body, ...(note.value.trim() ? { note: note.value.trim() } : {}) })) },
      word("confirm", { act: word(act).replace(" …", "") })),
    el("button", { type: "button", class: "quiet", onclick: draw }, word("back")));
  if (hasNote) acts.append(el("label", { for: `note-${code}` }, word("note")), note);
  acts.querySelector("button").focus();
}

function why(acts, code, act, body = {}) {
  acts.replaceChildren(
    el("p", { class: "state" }, word("why")),
    ...kinds(act).map(reason => el("button", {
      type: "button",
      onclick: () => reason === "lain" ? sure(acts, code, act, { ...body, reason }) : trying(() => perform(code, act, { ...body, reason })),
    }, said(act, reason))),
    el("button", { type: "button", class: "quiet", onclick: draw }, word("back")));
  acts.querySelector("button").focus();
}

async function perform(code, act, body) {
  const known = await line.get(`v1/referrals/${code}`);
  const answer = await line.post(`v1/referrals/${code}/${act}`, body, known.mark);
  tell(answer, word("done"));
  await list();
  if (shown === code) await look(code);
}

// What a person must know stands first; then the candidates, where there are any.
function tell(answer, text) {
  const candidates = answer.rows.filter(row => row.row === "candidate").map(row =>
    `${row.rank}. ${row.name} · ${word("metres", { km: (row.distance_m / 1000).toFixed(1) })}${row.phone ? ` · ${row.phone}` : ""}`);
  say([...answer.warnings.map(warning => warning.text), text, ...candidates].join("\n"), answer.warnings.length > 0);
}

// MARK: One referral

async function look(code, reveal = false) {
  const answer = await line.get(`v1/referrals/${code}${reveal ? "?reveal=true" : ""}`);
  shown = code;
  const of = kind => answer.rows.filter(row => row.row === kind);
  const attempts = of("attempt"), last = attempts.at(-1);
  const acts = el("div", { class: "acts" });
  const button = (act, work) => acts.append(el("button", { type: "button", onclick: work }, word(act)));
  const simple = act => button(act, () => sure(acts, code, act));
  const reasoned = act => button(act, () => why(acts, code, act));
  const byPhone = (act, hasReason = false) => acts.append(el("button", {
    type: "button",
    onclick: () => hasReason ? why(acts, code, act, { by: "telepon" }) : sure(acts, code, act, { by: "telepon" }),
  }, word("byPhone", { act: word(act) })));
  const isFacility = who.role === "facility";
  if (who.role !== "supervisor") switch (last?.status) {
    case undefined: case "draft": case "rejected": case "cancelled": case "failed":
      if (!isFacility) button("send", () => trying(() => perform(code, "send", { to: "auto" })));
      break;
    case "requested": case "received":
      if (isFacility) { simple("accept"); reasoned("reject"); } else {
        // What the facility tells by phone, the officer writes down.
        for (const act of ["accept", "reject"]) byPhone(act, act === "reject");
        simple("depart"); reasoned("cancel");
      }
      break;
    case "accepted": case "on-hold":
      simple("depart");
      if (isFacility) { simple("arrive"); if (last.status === "accepted") reasoned("hold"); } else { byPhone("arrive"); reasoned("cancel"); reasoned("fail"); }
      break;
    case "in-progress": if (isFacility) simple("arrive"); else byPhone("arrive"); reasoned("fail"); break;
    case "completed": if (isFacility) button("onward", () => trying(() => perform(code, "onward", { to: "auto" }))); break;
  }
  acts.append(
    el("button", { type: "button", onclick: () => trying(() => print(code)) }, word("letter")),
    el("button", { type: "button", class: "quiet", onclick: () => { shown = undefined; $("one").hidden = true; $("one").replaceChildren(); } }, word("closeView")));
  const pairs = (row, skip) => Object.entries(row).filter(([key, value]) => !skip.includes(key) && value !== null && value !== "")
    .flatMap(([key, value]) => [el("dt", {}, said("field", key)), el("dd", {}, key.endsWith("_at") ? clock(value) : said(key, value))]);
  $("one").replaceChildren(
    el("h2", { id: "oneTitle" }, code),
    ...answer.warnings.map(warning => el("p", { class: "warn" }, warning.text)), acts,
    ...attempts.map(row => el("p", {}, `${row.number}. ${row.facility ?? row.facility_id ?? ""} · ${said("business", row.business_status)}${row.phone ? ` · ${row.phone}` : ""}`)),
    ...of("candidate").length ? [el("h3", {}, word("candidates")), el("ol", {}, ...of("candidate").map(row => el("li", {}, `${row.name} · ${word("metres", { km: (row.distance_m / 1000).toFixed(1) })} · `, row.phone ? el("a", { href: `tel:${row.phone}` }, row.phone) : "")))] : [],
    ...of("person").flatMap(row => [el("h3", {}, word("person")), el("dl", {}, ...pairs(row, ["row", "masked"])),
      row.masked && who.role !== "supervisor" ? el("button", { type: "button", onclick: () => trying(() => look(code, true)) }, word("reveal")) : ""]),
    el("dl", {}, ...of("fact").flatMap(row => pairs(row, ["row"]))),
    el("h3", {}, word("timeline")),
    el("ol", {}, ...of("event").map(row => el("li", {}, `${clock(row.at)} · ${said("event", row.event)}${row.facility_id ? ` · ${row.facility_id}` : ""}${row.reason ? ` · ${said(row.event, row.reason)}` : ""}`))));
  $("one").hidden = false;
  $("one").focus();
}

async function print(code) {
  $("paper").textContent = await line.get(`v1/referrals/${code}/letter`, "text/plain");
  $("paper").hidden = false;
  window.print();
  $("paper").hidden = true;
  $("paper").textContent = "";
}

async function open(body) {
  return trying(async () => {
    const answer = await line.post("v1/referrals", body);
    const code = answer.rows[0].code;
    tell(answer, word("openedAs", { code }));
    await list();
    return true;
  });
}

// MARK: Language

function write() {
  document.documentElement.lang = language ? "en" : "id";
  for (const part of document.querySelectorAll("[data-word]")) part.textContent = word(part.dataset.word);
  $("language").textContent = language ? "Bahasa Indonesia" : "English";
  $("language").lang = language ? "id" : "en";
  if (who) $("who").textContent = word("role", { role: said("role", who.role), scope: who.scope });
}
$("language").addEventListener("click", () => {
  language = 1 - language;
  localStorage.setItem("plkk-language", language ? "en" : "id");
  if (line) line.language = language ? "en" : "id";
  write();
  if (line) { draw(); trying(calls); opening($("new"), open); if (shown) trying(() => look(shown)); }
});

write();
const kept = Line.kept();
if (kept) trying(() => enter(kept));
document.body.dataset.ready = "yes";
