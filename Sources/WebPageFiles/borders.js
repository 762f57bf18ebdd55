// Boundaries of kabupaten: lines that two neighbours share, put together to rings.

/// Lines of the table: areas left and right of the way, corners as [lat, lon] in degrees.
export function lines(csv) {
  return csv.split("\n").slice(1).filter(Boolean).map(row => {
    const [left, right, steps] = row.split(",");
    const numbers = steps.split(" ");
    const corners = [];
    let lat = 0;
    let lon = 0;
    for (let i = 0; i + 1 < numbers.length; i += 2) {
      lat += Number(numbers[i]);
      lon += Number(numbers[i + 1]);
      corners.push([lat / 1e4, lon / 1e4]);
    }
    return { left: left.slice(0, 5), right: right.slice(0, 5), corners };
  });
}

/// The rings of each area, in the order of the codes.
export function areas(all, codes) {
  const parts = new Map(codes.map(code => [code, []]));
  for (const line of all) {
    if (line.left === line.right) continue;
    parts.get(line.left)?.push(line.corners);
    parts.get(line.right)?.push([...line.corners].reverse());
  }
  const key = corner => corner.join();
  return codes.map(code => {
    const from = new Map();
    for (const part of parts.get(code)) {
      const start = key(part[0]);
      if (!from.has(start)) from.set(start, []);
      from.get(start).push(part);
    }
    const rings = [];
    for (const waiting of from.values()) {
      while (waiting.length) {
        let part = waiting.pop();
        const first = key(part[0]);
        const ring = [];
        for (;;) {
          ring.push(...part.slice(0, -1));
          const end = key(part[part.length - 1]);
          if (end === first) break;
          part = from.get(end)?.pop();
          if (!part) throw new Error(`open ring of ${code}`);
        }
        rings.push(ring);
      }
    }
    return { province: Number(code.slice(0, 2)), rings };
  });
}
