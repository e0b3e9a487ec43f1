// Checks a presented certificate in this page: the fragment of the address never reaches the server.
"use strict";

const words = JSON.parse(document.body.dataset.words);
const $ = (id) => document.getElementById(id);

// Base45 (RFC 9285)
const BASE45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
function unbase45(text) {
  const out = [];
  for (let i = 0; i < text.length; i += 3) {
    const part = [...text.slice(i, i + 3)].map((ch) => BASE45.indexOf(ch));
    if (part.length < 2 || part.includes(-1)) throw new Error("base45");
    const value = part[0] + part[1] * 45 + (part[2] || 0) * 2025;
    if (value > (part.length === 3 ? 65535 : 255)) throw new Error("base45");
    if (part.length === 3) out.push(value >> 8);
    out.push(value & 255);
  }
  return Uint8Array.from(out);
}

// The little CBOR that a COSE_Sign1 message of ours is made of
function cbor(bytes) {
  let at = 0;
  function length(info) {
    if (info < 24) return info;
    const size = { 24: 1, 25: 2, 26: 4 }[info];
    if (!size) throw new Error("cbor");
    let value = 0;
    for (let i = 0; i < size; i++) value = value * 256 + bytes[at++];
    return value;
  }
  function item(depth) {
    if (depth > 4 || at >= bytes.length) throw new Error("cbor");
    const head = bytes[at++], kind = head >> 5, n = length(head & 31);
    if (kind === 0) return n;
    if (kind === 1) return -1 - n;
    if (kind === 2) { at += n; if (at > bytes.length) throw new Error("cbor"); return bytes.slice(at - n, at); }
    if (kind === 4) return Array.from({ length: n }, () => item(depth + 1));
    if (kind === 5) return new Map(Array.from({ length: n }, () => [item(depth + 1), item(depth + 1)]));
    throw new Error("cbor");
  }
  const value = item(0);
  if (at !== bytes.length) throw new Error("cbor");
  return value;
}

function signedBytes(protectedHead, payload) { // Sig_structure of RFC 9052, 4.4
  const bstr = (b) => (b.length < 24 ? [0x40 + b.length, ...b] : [0x58, b.length, ...b]);
  return Uint8Array.from([0x84, 0x6a, ...new TextEncoder().encode("Signature1"), ...bstr(protectedHead), 0x40, ...bstr(payload)]);
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
  const a = point(key), r = point(signature.slice(0, 32)), s = number(signature.slice(32));
  if (!a || !r || s >= L) return false;
  const hash = await crypto.subtle.digest("SHA-512", Uint8Array.from([...signature.slice(0, 32), ...key, ...message]));
  const left = times(BASE, s), right = add(r, times(a, mod(number(new Uint8Array(hash)), L)));
  return mod(left[0] * right[2]) === mod(right[0] * left[2]) && mod(left[1] * right[2]) === mod(right[1] * left[2]);
}

// What a seal says: serial (8 bytes), days since 2020-01-01 (2), name
const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ", CHECK = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
function claim(payload) {
  if (payload.length < 10) throw new Error("payload");
  const packed = payload.slice(0, 8).reduce((value, byte) => (value << 8n) + BigInt(byte), 0n);
  const letters = Array.from({ length: 7 }, (_, i) => CROCKFORD[Number((packed >> BigInt(29 + 5 * (6 - i))) & 31n)]);
  const body = `${letters[0]}-${letters.slice(1).join("")}-${String(packed & ((1n << 29n) - 1n)).padStart(5, "0")}`;
  let check = 18; // ISO/IEC 7064 mod 37,36
  for (const ch of body.replaceAll("-", "")) check = ((((check || 36) * 2) % 37) + CHECK.indexOf(ch)) % 36;
  const serial = `${body}-${CHECK[(37 - (((check || 36) * 2) % 37)) % 36]}`;
  const issued = new Date(Date.UTC(2020, 0, 1 + payload[8] * 256 + payload[9])).toISOString().slice(0, 10);
  const name = [...payload.slice(10)].map((b) => String.fromCharCode(b < 128 ? b : 0x880 + b)).join("");
  return { serial, issued, name: name.endsWith("~") ? name.slice(0, -1) + "…" : name };
}

function show(look, says, facts) {
  $("verdict").className = `verdict ${look}`;
  $("verdict").hidden = false;
  $("says").textContent = says;
  $("facts").replaceChildren(...facts.filter(([, value]) => value).flatMap(([label, value]) => {
    const dt = document.createElement("dt"), dd = document.createElement("dd");
    dt.textContent = words[label]; dd.textContent = value;
    return [dt, dd];
  }));
}

async function standing(serial) {
  const answer = await fetch("/v/serial", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ serial }) });
  if (answer.status === 429) return { state: "often" };
  return answer.ok ? answer.json() : { state: "away" };
}

const LOOKS = { valid: "good", replaced: "mark", revoked: "bad", unknown: "mark", often: "mark", away: "mark" };

async function presented(text) {
  let said, good = false, key = {};
  try {
    const [head, more, payload, signature] = cbor(unbase45(text));
    said = claim(payload);
    const kid = [...more.get(4)].map((b) => b.toString(16).padStart(2, "0")).join("");
    const answer = await fetch(`/v/key/${kid}`);
    if (answer.status === 404) return show("bad", words.unknown_issuer, []);
    key = await answer.json();
    good = await ed25519(Uint8Array.from(atob(key.key), (ch) => ch.charCodeAt(0)), signedBytes(head, payload), signature);
  } catch (wrong) {
    return show("bad", words.damaged, []);
  }
  if (!good) return show("bad", words.changed, []);
  const { state } = await standing(said.serial);
  const facts = [["name", said.name], ["serial", said.serial], ["issued", said.issued], ["issuer", key.name]];
  // The signature is right; a hub that has not heard of the certificate yet does not make it false.
  show(LOOKS[state], state === "unknown" ? words.signed_unheard : words[`is_${state}`], facts);
}

$("ask").addEventListener("submit", async (event) => {
  event.preventDefault();
  const answer = await standing($("serial").value);
  show(LOOKS[answer.state], words[`is_${answer.state}`], [["serial", answer.serial], ["issued", answer.issued]]);
});

function look() {
  const text = decodeURIComponent(location.hash.slice(1));
  if (text) presented(text);
}
// The language link keeps what was presented.
$("other").addEventListener("click", (event) => { event.currentTarget.href += location.hash; });
window.addEventListener("hashchange", look);
look();
