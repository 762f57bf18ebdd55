// The line to the server: requests with a token, and the stream of changes. Nothing is kept beyond the
// page unless the person chose so.

const place = "plkk-token";

// What a request was refused with: a sentence, and its code.
export class Refused extends Error {
  constructor(status, problem) {
    super(problem.detail ?? `${status}`);
    this.status = status;
    this.code = problem.code ?? "";
    this.field = problem.field ?? "";
  }
}

export class Line {
  constructor(token, language) {
    this.token = token;
    this.language = language;
    this.ended = new AbortController();
  }

  static kept() {
    try { return localStorage.getItem(place) ?? ""; } catch { return ""; }
  }

  static keep(token) {
    try { token ? localStorage.setItem(place, token) : localStorage.removeItem(place); } catch { /* no store here */ }
  }

  close() {
    this.ended.abort();
    this.token = "";
  }

  headers(more = {}) {
    return { "Authorization": `Bearer ${this.token}`, "Accept-Language": this.language, ...more };
  }

  async get(path, accept = "application/json") {
    const answer = await fetch(path, { headers: this.headers({ "Accept": accept }), signal: this.ended.signal, cache: "no-store" });
    return this.read(answer, accept);
  }

  // A change is sent with an id of its own, so that sending it again after a lost connection does it once.
  async post(path, body, mark) {
    const headers = this.headers({ "Content-Type": "application/json", "Idempotency-Key": crypto.randomUUID() });
    if (mark) headers["If-Match"] = mark;
    for (let turn = 0; ; turn += 1) {
      let answer;
      try {
        answer = await fetch(path, { method: "POST", headers, body: JSON.stringify(body), signal: this.ended.signal });
      } catch (error) {
        if (turn === 4 || this.ended.signal.aborted) throw error;
        await new Promise(done => setTimeout(done, 500 * 2 ** turn));
        continue;
      }
      if (answer.status === 503 && turn < 4) {
        await new Promise(done => setTimeout(done, 1000));
        continue;
      }
      return this.read(answer, "application/json");
    }
  }

  async read(answer, accept) {
    if (!answer.ok) throw new Refused(answer.status, await answer.json().catch(() => ({})));
    if (!accept.includes("json")) return answer.text();
    const value = await answer.json();
    value.mark = answer.headers.get("ETag") ?? "";
    return value;
  }

  // Tells each change until the line is closed; `state` hears whether it is connected.
  async changes(tell, state) {
    let last = "";
    for (let wait = 1000; !this.ended.signal.aborted; wait = Math.min(wait * 2, 30000)) {
      try {
        const answer = await fetch("v1/changes", {
          headers: this.headers(last ? { "Last-Event-ID": last } : {}), signal: this.ended.signal, cache: "no-store",
        });
        if (!answer.ok) throw new Refused(answer.status, await answer.json().catch(() => ({})));
        state(true);
        wait = 1000;
        for await (const event of events(answer.body)) {
          if (event.event === "token_over") return state(false, true);
          if (event.id) last = event.id;
          if (event.event === "change") tell(JSON.parse(event.data));
        }
      } catch (error) {
        if (this.ended.signal.aborted) return;
        if (error instanceof Refused && error.status < 500 && error.status !== 429) return state(false, error.status === 401);
      }
      state(false);
      await new Promise(done => setTimeout(done, wait));
    }
  }
}

// The events of a stream, as objects of their fields.
async function* events(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "", event = {};
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    text += value;
    let end;
    while ((end = text.indexOf("\n")) >= 0) {
      const line = text.slice(0, end);
      text = text.slice(end + 1);
      if (line === "") {
        if (event.event) yield event;
        event = {};
      } else if (!line.startsWith(":")) {
        const colon = line.indexOf(": ");
        if (colon > 0) event[line.slice(0, colon)] = line.slice(colon + 2);
      }
    }
  }
}

// A short sound that is heard in a room; only after the person has touched the page.
let sounds;
export function allowSound() {
  try { sounds ??= new AudioContext(); sounds.resume(); } catch { /* no sound here */ }
}

export function sound(isAlarm) {
  if (!sounds) return;
  const start = sounds.currentTime;
  for (let turn = 0; turn < (isAlarm ? 4 : 1); turn += 1) {
    const tone = sounds.createOscillator(), volume = sounds.createGain();
    tone.frequency.value = isAlarm ? 990 : 660;
    volume.gain.setValueAtTime(.25, start + turn * .3);
    volume.gain.exponentialRampToValueAtTime(.001, start + turn * .3 + .25);
    tone.connect(volume).connect(sounds.destination);
    tone.start(start + turn * .3);
    tone.stop(start + turn * .3 + .26);
  }
}
