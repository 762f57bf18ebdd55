// Answers positions as the page does: a line each, as NearestEqualityTests writes its own.
import { readFileSync, writeSync } from "node:fs";
import { serve } from "./files.mjs";

const [sources, folder, question] = process.argv.slice(2);
serve(folder);
const { Engine, decode, load } = await import(`${sources}/engine.js`);
const { areas, lines } = await import(`${sources}/borders.js`);
const { setLanguage } = await import(`${sources}/words.js`);
const { day, positions } = JSON.parse(readFileSync(question, "utf8"));
Date.now = () => day * 86400e3;

const engine = await Engine.start();
engine.giveBorders(areas(lines(decode(await load("borders.csv"))), engine.list.regions.regencies.map(([code]) => code)));
let out = [];
for (const [lat, lon, precision, kind] of positions) {
  const emergency = (kind & 1) === 1;
  setLanguage(kind & 2 ? "en" : "id");
  const answer = engine.ask({ lat, lon, precision, approximate: false }, { emergency, limit: 3 });
  const hit = ({ site, meters, bearing, distance, direction }) => [engine.sites.id[site], meters, bearing, distance, direction];
  out.push(JSON.stringify({
    regency: answer.regency === null ? null : engine.list.regions.regencies[answer.regency][0],
    hospitals: answer.hospitals.map(hit), plkk: answer.plkk.map(hit),
    advisories: answer.advisories.map(({ code, sentence }) => [code, sentence]),
  }));
  if (out.length === 1000) { writeSync(1, out.join("\n") + "\n"); out = []; }
}
if (out.length) writeSync(1, out.join("\n") + "\n");
