// Shows what the control port knows, again and again. All text is set as text: paths and keys come from anyone.
"use strict";

const SHOWN = 50;
const PAUSE = 1000;
const byId = (id) => document.getElementById(id);
const clock = (seconds) => (seconds ? new Date(seconds * 1000).toLocaleTimeString("en-GB") : "");

function cell(value, kind = "") {
  const td = document.createElement("td");
  td.textContent = value === null || value === undefined ? "" : String(value);
  td.title = td.textContent;
  td.className = kind;
  return td;
}

function fill(id, rows) {
  const body = byId(id).tBodies[0];
  const lines = rows.map((cells) => {
    const tr = document.createElement("tr");
    tr.append(...cells);
    return tr;
  });
  if (!lines.length) {
    const td = cell("nothing yet", "none");
    td.colSpan = byId(id).tHead.rows[0].cells.length;
    const tr = document.createElement("tr");
    tr.append(td);
    lines.push(tr);
  }
  body.replaceChildren(...lines);
}

const mood = (status) => (status === 0 || status >= 500 ? "bad" : status >= 400 ? "warn" : "good");
const state = { delivered: "good", pending: "warn", failed: "bad", dropped: "none" };

function show(found) {
  fill("requests", found.requests.map((one) => [
    cell(clock(one.at)), cell(one.method), cell(one.path, "id"), cell(one.status || "cut", mood(one.status)),
    cell(Math.round(one.seconds * 1000), "number"), cell(one.idempotency_key, "id"),
  ]));
  fill("objects", found.objects.map((one) => [
    cell(clock(one.created)), cell(one.object), cell(one.id, "id"), cell(one.status),
    cell(one.amount === undefined || one.amount === null ? "" : `${one.amount} ${one.currency || ""}`, "number"),
  ]));
  byId("counts").textContent = Object.entries(found.counts).map(([kind, count]) => `${count} ${kind}`).join(" · ");
  fill("webhooks", found.deliveries.map((one) => [
    cell(clock(one.at || one.due)), cell(one.type), cell(one.url, "id"), cell(one.state, state[one.state]),
    cell(one.attempts, "number"), cell(one.error || one.status),
  ]));
  fill("faults", found.faults.map((one) => [cell(one.on, "id"), cell(one.do), cell(one.times, "number")]));
  fill("money", found.ledger.map((one) => [
    cell(clock(one.at)), cell(one.kind), cell(one.amount, "number"), cell(one.currency),
    cell(one.payment_intent, "id"), cell(one.charge, "id"),
  ]));
  const doings = byId("fault").elements.do;
  if (!doings.options.length) doings.append(...found.doings.map((name) => new Option(name)));
}

async function look() {
  const live = byId("live");
  try {
    const answer = await fetch(`overview?limit=${SHOWN}`, { cache: "no-store" });
    if (!answer.ok) throw new Error(answer.status);
    show(await answer.json());
    live.textContent = "live";
    live.className = "";
  } catch {
    live.textContent = "the sandbox does not answer";
    live.className = "off";
  }
}

async function send(method, path, body) {
  const said = byId("said");
  try {
    const answer = await fetch(path, { method, body: body && JSON.stringify(body) });
    said.textContent = answer.ok ? "" : (await answer.json()).error;
  } catch {
    said.textContent = "The sandbox does not answer.";
  }
  await look();
}

byId("fault").addEventListener("submit", (event) => {
  event.preventDefault();
  const given = Object.fromEntries(new FormData(event.target));
  for (const name of ["times", "status", "seconds"]) given[name] = Number(given[name]);
  send("POST", "faults", given);
});
byId("clear").addEventListener("click", () => send("DELETE", "faults"));
for (const button of byId("clock").children) {
  button.addEventListener("click", () => send("POST", "clock", { advance: Number(button.dataset.seconds) }));
}

async function run() {
  for (;;) {
    if (!document.hidden) await look();
    await new Promise((done) => setTimeout(done, PAUSE));
  }
}
run();
