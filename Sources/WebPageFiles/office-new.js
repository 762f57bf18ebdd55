// The form that opens a referral: the identity is typed here, sent once, and gone from the page.
import { el, kinds, said, say, word } from "./office.js";

const person = ["name", "nik", "kpj", "phone", "employer", "chronology"];

// Lays the form out; `send` opens the referral and says whether it was opened.
export function opening(form, send) {
  const field = (name, text, input) => [el("label", { for: `new-${name}` }, text), Object.assign(input, { id: `new-${name}`, name })];
  const line = (name, text, more = {}) => field(name, text, el("input", { type: "text", autocomplete: "off", spellcheck: "false", ...more }));
  const here = el("button", {
    type: "button",
    onclick: () => navigator.geolocation.getCurrentPosition(
      found => { form.elements.position.value = `${found.coords.latitude.toFixed(6)},${found.coords.longitude.toFixed(6)}`; },
      error => say(error.message, true), { enableHighAccuracy: true, timeout: 20000 }),
  }, word("here"));
  const criteria = [...kinds("emergency"), "none"].map(value => el("label", { class: "check" },
    el("input", { type: "checkbox", name: "emergency", value }), value === "none" ? word("noCriterion") : said("emergency", value)));
  const basis = el("select", {}, el("option", { value: "" }, word("choose")),
    ...kinds("lawful_basis").map(value => el("option", { value }, said("lawful_basis", value))));
  form.replaceChildren(
    ...line("position", word("where"), { required: true }), here,
    el("fieldset", {}, el("legend", {}, word("criteria")), ...criteria),
    ...line("occurred_at", word("occurred"), { type: "datetime-local" }),
    ...field("lawful_basis", word("basis"), basis),
    ...line("to", word("to")),
    ...person.flatMap(name => name === "chronology"
      ? field(name, said("field", name), el("textarea", { rows: 3, maxlength: 1800 })) : line(name, said("field", name))),
    el("p", { class: "hint" }, word("sends")),
    el("button", { type: "submit", class: "main" }, word("opens")));
  form.onsubmit = async event => {
    event.preventDefault();
    const values = new FormData(form);
    const body = { position: values.get("position").trim(), to: values.get("to").trim() || "auto" };
    const emergency = values.getAll("emergency");
    if (emergency.length) body.emergency = emergency;
    for (const name of ["lawful_basis", "occurred_at", ...person]) {
      const text = values.get(name).trim();
      // A time without a zone is read in that of the place of the accident.
      if (text) body[name] = name === "occurred_at" ? text.replace("T", " ") : text;
    }
    const button = form.querySelector("[type=submit]");
    button.disabled = true;
    if (await send(body)) form.reset();
    button.disabled = false;
  };
}
