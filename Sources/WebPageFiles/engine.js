// The locator on the phone: WebAssembly compiled from the project's own Swift, and the list. It is asked
// in numbers; what it says comes back with marks in place of names, which are filled in here.
import { language, pick, today } from "./words.js";

/// A file of the page: from the server or the cache, or out of this very file where it holds all.
export async function load(path) {
  const held = globalThis.plkkFiles?.[path];
  if (held !== undefined) {
    const text = atob(held);
    const bytes = new Uint8Array(text.length);
    for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
    return bytes.buffer;
  }
  const answer = await fetch(path, { credentials: "same-origin" });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.arrayBuffer();
}

export const decode = bytes => new TextDecoder().decode(bytes);
/// A module without imports, ready.
export const instance = async bytes => (await WebAssembly.instantiate(bytes, {})).instance.exports;

/// The list and the module that searches it.
export class Engine {
  static async start() {
    const [wasm, json] = await Promise.all([load("near.wasm"), load("sites.json")]);
    const engine = new Engine();
    engine.list = JSON.parse(decode(json));
    engine.near = await instance(wasm);
    engine.give();
    return engine;
  }

  get sites() { return this.list.sites; }
  get count() { return this.sites.id.length; }
  hasBorders = false;
  /// Addresses, other names and houses that left the list; comes behind the first answer.
  more = null;

  /// Gives the sites to the module.
  give() {
    const { lat, lon, traits, known } = this.sites;
    this.near.room(this.count * 4);
    const buffer = this.buffer();
    for (let i = 0; i < this.count; i++) {
      buffer.set([(lat[i] ?? 0) / 1e6, (lon[i] ?? 0) / 1e6, traits[i], known[i] ?? -1e9], 4 * i);
    }
    if (this.near.sites(this.count) !== this.count) throw new Error("sites");
  }

  /// Gives the boundaries, kabupaten by kabupaten: province and rings of [lat, lon].
  giveBorders(areas) {
    for (const area of areas) {
      const numbers = [area.province, area.rings.length];
      for (const ring of area.rings) {
        numbers.push(ring.length);
        for (const [lat, lon] of ring) numbers.push(lat, lon);
      }
      this.near.room(numbers.length);
      this.buffer().set(numbers);
      this.near.border();
    }
    this.hasBorders = true;
  }

  buffer() { return new Float64Array(this.near.memory.buffer, this.near.buffer()); }

  /// What lies around a position.
  ///
  /// position: { lat, lon, precision (metres), approximate, share? }; limit 1 … 1000.
  ask(position, { emergency = true, limit = 3 } = {}) {
    this.near.room(8);
    this.buffer().set([
      position.lat, position.lon, position.precision, position.approximate ? 1 : 0, today(),
      language() === "en" ? 1 : 0,
    ]);
    const length = this.near.nearest(limit, emergency ? 1 : 0);
    if (length < 0) throw new RangeError("position");
    const text = decode(new Uint8Array(this.near.memory.buffer, this.near.words(), length));
    const lines = text.split("\n").slice(0, -1).map(line => line.split("\t"));
    const buffer = this.buffer();
    const [regency, outside, hospitals, plkk] = buffer;
    const hits = [];
    for (let i = 0; i < hospitals + plkk; i++) {
      const [site, meters, bearing] = buffer.subarray(4 + 3 * i, 7 + 3 * i);
      hits.push({ site, meters, bearing, distance: lines[i][0], direction: lines[i][1] });
    }
    let advisories = lines.slice(hospitals + plkk).map(([code, sentence]) => ({ code, sentence: this.fill(sentence) }));
    // Without the boundaries nothing is known of provinces; the page says that it is still loading.
    if (!this.hasBorders) advisories = advisories.filter(({ code }) => code !== "outside_kalimantan");
    if (position.share) advisories.push(position.share);
    return {
      emergency, position, advisories, hospitals: hits.slice(0, hospitals), plkk: hits.slice(hospitals),
      regency: this.hasBorders && regency >= 0 ? regency : null, outside,
    };
  }

  /// A sentence with the marks of the module replaced by what they stand for.
  fill(sentence) {
    return sentence.replace(/\u0001(.)(\d+)\u0002/g, (_, what, place) => {
      const { id, name, phone } = this.sites;
      switch (what) {
      case "i": return id[place];
      case "n": return name[place];
      case "p": return phone[place];
      case "k": return pick(this.list.texts[this.profile(place)[0]]);
      // Ordinary and emergency wording of where the agreement stands.
      default: return pick(this.list.texts[this.profile(place)[3][what === "A" ? 0 : 1]] ?? "");
      }
    });
  }

  profile(site) { return this.list.profiles[this.sites.profile[site]]; }
  /// The number to dial, or nothing.
  tel(site) {
    const { tel, phone } = this.sites;
    return tel[site] === 1 ? `+62${phone[site].replace(/\D/g, "").slice(1)}` : tel[site];
  }
  isRanked(site) { return (this.sites.traits[site] & 1 << 10) !== 0; }
  kind(site) { return this.sites.traits[site] & 3; }
  basis(site) { return this.sites.traits[site] >> 2 & 3; }
}
