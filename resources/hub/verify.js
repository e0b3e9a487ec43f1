// Checks a presented certificate in this page: the fragment of the address never reaches the server.
"use strict";

const words = JSON.parse(document.body.dataset.words);
const hosts = [...new Set(["", location.host, location.hostname, ...JSON.parse(document.body.dataset.hosts)])];
const $ = (id) => document.getElementById(id);

function show(look, says, facts, compare = false) {
  $("verdict").className = `verdict ${look}`;
  $("verdict").hidden = false;
  $("says").textContent = says;
  $("compare").hidden = !compare;
  $("facts").replaceChildren(...facts.filter(([, value]) => value).flatMap(([label, value]) => {
    const dt = document.createElement("dt"), dd = document.createElement("dd");
    dt.textContent = words[label]; dd.textContent = value;
    return [dt, dd];
  }));
}

async function standing(asked) {
  try {
    const answer = await fetch("/v/serial", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(asked) });
    if (answer.status === 429) return { state: "often" };
    return answer.ok ? answer.json() : { state: "away" };
  } catch (unreachable) {
    return { state: "away" };
  }
}

async function keyOf(kid) {
  const answer = await fetch(`/v/key/${kid}`);
  if (!answer.ok && answer.status !== 404) throw new Error("away");
  return answer.ok ? answer.json() : null;
}

const LOOKS = { valid: "good", replaced: "mark", revoked: "bad", unknown: "mark", often: "mark", away: "mark" };

// What the register says against a genuine seal: it has another one for the number, or its laptop was shut out before.
function objection(claim, key, said) {
  if (said.state === "often" || said.state === "away") return "";
  if (key.ended && said.code !== "same") return "ended";
  // Of the first form a second seal was made for a printing in another language, by the same key.
  return said.code === "other" && !(claim.name && said.kid === claim.kid) ? "other_code" : "";
}

async function presented(text) {
  let found;
  try {
    found = await seals.judge(text, hosts, keyOf);
  } catch (unreachable) {
    return show("mark", words.is_away, []);
  }
  const { wrong, claim, key } = found;
  const facts = claim ? [["name", claim.name], ["serial", claim.serial], ["issued", claim.issued], ["issuer", key.name]] : [];
  if (wrong) return show("bad", words[wrong], wrong === "sample" ? facts : []);
  const said = await standing({ serial: claim.serial, seal: claim.id });
  const against = objection(claim, key, said);
  if (against) return show("bad", words[against], []);
  // The signature is right; a hub that has not heard of the certificate yet does not make it false.
  show(LOOKS[said.state], said.state === "unknown" ? words.signed_unheard : words[`is_${said.state}`], facts, true);
}

$("ask").addEventListener("submit", async (event) => {
  event.preventDefault();
  const answer = await standing({ serial: $("serial").value });
  show(LOOKS[answer.state], words[`is_${answer.state}`], [["serial", answer.serial], ["issued", answer.issued]]);
});

let turn = Promise.resolve();
function look() {
  const text = location.hash.slice(1);
  if (!text) return;
  $("verdict").hidden = true;
  turn = turn.then(() => presented(text));
}
// The language link keeps what was presented.
$("other").addEventListener("click", (event) => { event.currentTarget.href += location.hash; });
window.addEventListener("hashchange", look);
look();
