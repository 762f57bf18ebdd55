// Deadlines as the page says them: a line each, as DeadlineEqualityTests writes its own.
import { readFileSync, writeSync } from "node:fs";

const [sources, folder, question] = process.argv.slice(2);
const { deadline } = await import(`${sources}/deadline.js`);
const { setLanguage } = await import(`${sources}/words.js`);
const { words } = JSON.parse(readFileSync(`${folder}/sites.json`, "utf8"));
for (const [time, zone, now, english] of JSON.parse(readFileSync(question, "utf8"))) {
  setLanguage(english ? "en" : "id");
  writeSync(1, JSON.stringify(deadline(words, time, zone, now)) + "\n");
}
