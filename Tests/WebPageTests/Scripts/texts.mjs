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
const before = texts.map(([text]) => reader.read(text, false));
await reader.places();
texts.forEach(([text, kind], place) => {
  setLanguage(kind & 2 ? "en" : "id");
  const found = reader.read(text, (kind & 1) === 1);
  // What is answered before the names are here is answered alike behind them.
  const early = before[place];
  if (early.readings && !kind && JSON.stringify(early) !== JSON.stringify(found)) found.early = early;
  writeSync(1, JSON.stringify(found) + "\n");
});
