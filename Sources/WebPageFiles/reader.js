// The reader of positions and place names: the same Swift as the command line's, in WebAssembly. It is
// large and comes behind the first answer.
import { decode, instance, load } from "./engine.js";
import { language, today } from "./words.js";

export class Reader {
  #module;
  #starting;
  #placing;
  hasPlaces = false;

  /// Loads the module and the borders once.
  start() {
    this.#starting ??= this.#load().catch(error => { this.#starting = undefined; throw error; });
    return this.#starting;
  }

  /// Loads the names of places once.
  places() {
    this.#placing ??= this.#loadPlaces().catch(error => { this.#placing = undefined; throw error; });
    return this.#placing;
  }

  async #load() { this.#module = await instance(await load("reader.wasm")); }

  async #loadPlaces() {
    await this.start();
    const [borders, places] = await Promise.all([load("borders.csv"), load("places.txt")]);
    this.#give(new Uint8Array(borders));
    if (this.#module.borders(borders.byteLength) !== 0) throw new Error("borders");
    this.#give(new Uint8Array(places));
    if (this.#module.places(places.byteLength) !== 0) throw new Error("places");
    this.hasPlaces = true;
  }

  #give(bytes) {
    const at = this.#module.room(bytes.length);
    new Uint8Array(this.#module.memory.buffer, at, bytes.length).set(bytes);
  }

  /// What a text means: `{ readings: [...] }`, `{ error }` or `{ needsPlaces: true }`.
  read(text, emergency) {
    const bytes = new TextEncoder().encode(text);
    this.#give(bytes);
    const length = this.#module.read(bytes.length, language() === "en" ? 1 : 0, emergency ? 1 : 0, today());
    return JSON.parse(decode(new Uint8Array(this.#module.memory.buffer, this.#module.words(), length)));
  }
}
