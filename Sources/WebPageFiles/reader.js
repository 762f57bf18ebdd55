// The reader of positions and place names: the same Swift as the command line's, in WebAssembly. It is
// large and comes behind the first answer.
import { decode, instance, load } from "./engine.js";
import { language, today } from "./words.js";

export class Reader {
  #module;
  #starting;
  #placing;
  hasPlaces = false;

  /// Loads the module and the areas once: coordinates are read.
  start() {
    this.#starting ??= this.#load().catch(error => { this.#starting = undefined; throw error; });
    return this.#starting;
  }

  /// Loads the names of places once.
  places() {
    this.#placing ??= this.#loadPlaces().catch(error => { this.#placing = undefined; throw error; });
    return this.#placing;
  }

  async #load() {
    const [module, borders, areas] =
      await Promise.all(["reader.wasm", "borders.csv", "areas.txt"].map(load));
    this.#module = await instance(module);
    this.#take("borders", borders);
    this.#take("areas", areas);
  }

  async #loadPlaces() {
    const places = await load("places.txt");
    await this.start();
    this.#take("places", places);
    this.hasPlaces = true;
  }

  /// Gives a file to the module.
  #take(name, file) {
    this.#give(new Uint8Array(file));
    if (this.#module[name](file.byteLength) !== 0) throw new Error(name);
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
