// Lets the page's modules load their files from a folder.
import { readFileSync } from "node:fs";

export function serve(folder) {
  globalThis.fetch = async path => {
    const bytes = readFileSync(`${folder}/${path}`);
    return { ok: true, arrayBuffer: async () => bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) };
  };
}
