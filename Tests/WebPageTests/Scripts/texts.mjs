// Reads texts as the page does: a line each, as ReaderEqualityTests writes its own.
import { readFileSync, writeSync } from "node:fs";
import { serve } from "./files.mjs";

const [sources, folder, question] = process.argv.slice(2);
serve(folder);
const { Reader } = await import(`${sources}/reader.js`);
const { setLanguage } = await import(`${sources}/words.js`);
const { day, texts } = JSON.parse(readFileSync(question, "utf8"));
Date.now = () => day * 86400e3;

const reader = new Reader();
await reader.start();
const read = ([text, kind]) => {
  setLanguage(kind & 2 ? "en" : "id");
  return reader.read(text, (kind & 1) === 1);
};
const before = texts.map(read);
await reader.places();
texts.forEach((text, place) => {
  const found = read(text);
  // What is answered before the names are here is answered alike behind them.
  const early = before[place];
  if (!early.needsPlaces && JSON.stringify(early) !== JSON.stringify(found)) found.early = early;
  writeSync(1, JSON.stringify(found) + "\n");
});
