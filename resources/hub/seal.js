// Reads and checks seals, by the same rules as the program on laptops (tests/data/seals.json holds both to them).
"use strict";

const seals = (() => {
  // The text of a code: what may have been done to it on the way
  const BASE45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
  function unbase45(text) {
    const out = [];
    for (let i = 0; i < text.length; i += 3) {
      const part = [...text.slice(i, i + 3)].map((ch) => BASE45.indexOf(ch));
      if (part.length < 2 || part.includes(-1)) return null;
      const value = part[0] + part[1] * 45 + (part[2] || 0) * 2025;
      if (value > (part.length === 3 ? 65535 : 255)) return null;
      if (part.length === 3) out.push(value >> 8);
      out.push(value & 255);
    }
    return Uint8Array.from(out);
  }
  const DIGITS = 217, BYTES = 90, MOST_READINGS = 256;
  function undigits(text) { // "2", then one number of always the same length
    if (!/^2[0-9]+$/.test(text) || text.length !== 1 + DIGITS) return null;
    let number = BigInt(text.slice(1));
    const bytes = new Uint8Array(BYTES);
    for (let i = BYTES - 1; i >= 0; i--, number >>= 8n) bytes[i] = Number(number & 255n);
    return number ? null : bytes;
  }
  function* spelled(body) {
    const CHANGED = /%(?:2[045ABDEF]|3A)|\+/g;
    const parts = body.split(CHANGED), changed = body.match(CHANGED) || [];
    const meant = changed.map((one) => [one, one === "+" ? " " : String.fromCharCode(parseInt(one.slice(1), 16))]);
    const joined = (choice) => parts.map((part, i) => part + (choice[i] || "")).join("");
    for (const decoded of [null, "%20", "%"]) // nothing was encoded; spaces, as browsers do; everything
      for (const plus of ["+", " "])
        yield joined(meant.map(([one, other]) => (one === "+" ? plus : decoded && one.startsWith(decoded) ? other : one)));
    for (let n = 0; n < 2 ** Math.min(meant.length, 16); n++) yield joined(meant.map((two, i) => two[(n >> (meant.length - 1 - i)) & 1]));
  }
  const hex = (bytes) => [...bytes].map((b) => b.toString(16).padStart(2, "0")).join("");
  function* base45Readings(body) {
    const seen = new Set();
    let count = 0;
    for (const text of spelled(body.toUpperCase())) {
      if (++count > MOST_READINGS) return;
      const bytes = unbase45(text);
      if (!bytes || seen.has(hex(bytes))) continue;
      seen.add(hex(bytes));
      yield bytes;
    }
  }

  // What a seal says
  const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ", CHECK = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", KINDS = "AST";
  function unpacked(payload) {
    const packed = payload.slice(0, 8).reduce((value, byte) => (value << 8n) + BigInt(byte), 0n);
    const letters = Array.from({ length: 7 }, (_, i) => CROCKFORD[Number((packed >> BigInt(29 + 5 * (6 - i))) & 31n)]);
    if (!KINDS.includes(letters[0])) return null;
    const device = letters.slice(1).join("");
    const body = `${letters[0]}-${device}-${String(packed & ((1n << 29n) - 1n)).padStart(5, "0")}`;
    let check = 18; // ISO/IEC 7064 mod 37,36
    for (const ch of body.replaceAll("-", "")) check = ((((check || 36) * 2) % 37) + CHECK.indexOf(ch)) % 36;
    const day = payload[8] * 256 + payload[9];
    return {
      serial: `${body}-${CHECK[(37 - (((check || 36) * 2) % 37)) % 36]}`,
      device,
      issued: new Date(Date.UTC(2020, 0, 1 + (day & 0x7fff))).toISOString().slice(0, 10),
      sample: day > 0x7fff,
    };
  }
  // The first form: a COSE_Sign1 message, to the byte as it was written, with the name
  function named(bytes) {
    const starts = (at, ...expected) => expected.every((byte, i) => bytes[at + i] === byte);
    if (!starts(0, 0x84, 0x43, 0xa1, 0x01, 0x27, 0xa1, 0x04, 0x48)) return null;
    let at = 16, length = bytes[at++] - 0x40;
    if (length === 0x18) { length = bytes[at++]; if (length < 24) return null; }
    else if (!(length >= 0 && length < 24)) return null;
    if (length < 10 || length >= 200 || bytes.length !== at + length + 66 || !starts(at + length, 0x58, 0x40)) return null;
    const payload = bytes.slice(at, at + length), says = unpacked(payload);
    const name = [...payload.slice(10)].map((b) => String.fromCharCode(b < 128 ? b : 0x880 + b)).join("");
    return says && {
      ...says, payload, kid: hex(bytes.slice(8, 16)), signature: bytes.slice(at + length + 2), bytes, purpose: null,
      name: name.endsWith("~") ? name.slice(0, -1) + "…" : name,
    };
  }
  const PURPOSE = "samarth-seal-2:";
  function present(bytes) {
    const payload = bytes.slice(0, 18), says = unpacked(payload);
    return says && { ...says, payload, kid: hex(bytes.slice(18, 26)), signature: bytes.slice(26), bytes, purpose: PURPOSE, name: "" };
  }
  function* readings(body) {
    const bytes = undigits(body.trim());
    const found = bytes ? [present(bytes)] : [...base45Readings(body.slice(0, 600))].map(named);
    yield* found.filter(Boolean);
  }

  // Ed25519 (RFC 8032, 5.1.7), written out because older telephones' browsers do not have it
  const P = 2n ** 255n - 19n, L = 2n ** 252n + 27742317777372353535851937790883648493n;
  const mod = (a, m = P) => ((a % m) + m) % m;
  function power(base, exponent) {
    let result = 1n;
    for (base = mod(base); exponent > 0n; exponent >>= 1n, base = mod(base * base)) if (exponent & 1n) result = mod(result * base);
    return result;
  }
  const inverse = (a) => power(a, P - 2n);
  const D = mod(-121665n * inverse(121666n)), ROOT = power(2n, (P - 1n) / 4n);
  const number = (bytes) => bytes.reduceRight((value, byte) => (value << 8n) + BigInt(byte), 0n);
  function point(bytes) {
    const y = number(bytes) & ((1n << 255n) - 1n), sign = BigInt(bytes[31] >> 7);
    if (y >= P) return null;
    const u = mod(y * y - 1n), v = mod(D * y * y + 1n);
    let x = mod(u * v ** 3n * power(mod(u * v ** 7n), (P - 5n) / 8n));
    if (mod(v * x * x) === mod(-u)) x = mod(x * ROOT);
    if (mod(v * x * x) !== u || (x === 0n && sign)) return null;
    if ((x & 1n) !== sign) x = P - x;
    return [x, y, 1n, mod(x * y)];
  }
  function add([x1, y1, z1, t1], [x2, y2, z2, t2]) {
    const a = mod((y1 - x1) * (y2 - x2)), b = mod((y1 + x1) * (y2 + x2)), c = mod(2n * t1 * t2 * D), d = mod(2n * z1 * z2);
    const e = b - a, f = d - c, g = d + c, h = b + a;
    return [mod(e * f), mod(g * h), mod(f * g), mod(e * h)];
  }
  function times(p, n) {
    let result = [0n, 1n, 1n, 0n];
    for (; n > 0n; n >>= 1n, p = add(p, p)) if (n & 1n) result = add(result, p);
    return result;
  }
  const BASE = point(Uint8Array.from([0x58, ...Array(31).fill(0x66)]));
  async function ed25519(key, message, signature) {
    if (key.length !== 32 || signature.length !== 64) return false;
    const a = point(key), r = point(signature.slice(0, 32)), s = number(signature.slice(32));
    if (!a || !r || s >= L) return false;
    const hash = await crypto.subtle.digest("SHA-512", Uint8Array.from([...signature.slice(0, 32), ...key, ...message]));
    const left = times(BASE, s), right = add(r, times(a, mod(number(new Uint8Array(hash)), L)));
    return mod(left[0] * right[2]) === mod(right[0] * left[2]) && mod(left[1] * right[2]) === mod(right[1] * left[2]);
  }

  function signedBytes(payload, purpose) { // Sig_structure of RFC 9052, 4.4, its external_aad the purpose
    const text = (t) => [...new TextEncoder().encode(t)];
    const bstr = (b) => (b.length < 24 ? [0x40 + b.length, ...b] : [0x58, b.length, ...b]);
    return Uint8Array.from([0x84, 0x6a, ...text("Signature1"), 0x43, 0xa1, 0x01, 0x27, ...bstr(text(purpose)), ...bstr(payload)]);
  }

  // Whether a claim's signature is right; `hosts` are the addresses behind which it may have been made
  async function holds(claim, key, hosts) {
    for (const host of claim.purpose ? hosts : [""])
      if (await ed25519(key, signedBytes(claim.payload, claim.purpose ? claim.purpose + host : ""), claim.signature)) return true;
    return false;
  }

  const unbase64 = (text) => Uint8Array.from(atob(text), (ch) => ch.charCodeAt(0));
  // The claim that a text holds, and what is wrong with it: "" or damaged, unknown_issuer, changed, sample, future,
  // other_device. `keyOf` gives what the office says of a key id: {key, name, devices, today}, null where it is unknown.
  async function judge(body, hosts, keyOf) {
    const asked = new Map();
    let known = false, read = null;
    for (const claim of readings(body)) {
      read = read || claim;
      if (!asked.has(claim.kid)) {
        if (asked.size === 8) break;
        asked.set(claim.kid, await keyOf(claim.kid));
      }
      const key = asked.get(claim.kid);
      if (!key) continue;
      known = true;
      if (!(await holds(claim, unbase64(key.key), hosts))) continue;
      const slack = new Date(Date.parse(key.today) + 86400000).toISOString().slice(0, 10);
      const wrong = claim.issued > slack ? "future" : !key.devices.includes(claim.device) ? "other_device" : claim.sample ? "sample" : "";
      const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", claim.bytes));
      return { wrong, claim: { ...claim, id: hex(digest.slice(0, 8)) }, key };
    }
    return { wrong: known ? "changed" : read ? "unknown_issuer" : "damaged" };
  }
  return { judge };
})();
