// A workbook in Firefox, driven by WebDriver BiDi: node --experimental-websocket firefox.mjs URL
// A document is begun, written in, kept, and there again after reloading; prints what was seen.

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const [url, program = "/usr/bin/firefox-esr"] = process.argv.slice(2);
const profile = mkdtempSync(join(tmpdir(), "firefox-"));
const firefox = spawn(
  program,
  ["--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0"],
  { stdio: ["ignore", "ignore", "pipe"] },
);
const address = await new Promise((resolve, reject) => {
  let said = "";
  firefox.stderr.on("data", (piece) => {
    said += piece;
    const [, found] = /WebDriver BiDi listening on (ws:\/\/\S+)/.exec(said) ?? [];
    if (found) resolve(found);
  });
  firefox.on("exit", () => reject(new Error(said)));
});

const socket = new WebSocket(`${address}/session`);
await new Promise((resolve) => socket.addEventListener("open", resolve));
let last = 0;
const waiting = new Map();
socket.addEventListener("message", ({ data }) => {
  const answer = JSON.parse(data);
  waiting.get(answer.id)?.(answer);
});
const ask = (method, params) =>
  new Promise((resolve, reject) => {
    last += 1;
    waiting.set(last, ({ result, error, message }) =>
      error ? reject(new Error(`${method}: ${message}`)) : resolve(result),
    );
    socket.send(JSON.stringify({ id: last, method, params }));
  });

await ask("session.new", { capabilities: {} });
const { contexts } = await ask("browsingContext.getTree", {});
const [{ context }] = contexts;
const go = (to) => ask("browsingContext.navigate", { context, url: to, wait: "complete" });

/** Run a function in the page. */
async function run(code) {
  const asked = { expression: `(${code})()`, target: { context }, awaitPromise: true };
  const { result, exceptionDetails } = await ask("script.evaluate", asked);
  if (exceptionDetails) throw new Error(exceptionDetails.text);
  return result.value;
}

const works = `async () => {
  while (!document.documentElement.classList.contains("works"))
    await new Promise((done) => setTimeout(done, 50));
  return document.body.dataset.view;
}`;
const kept = `async () => {
  while (!/\\d[.:]\\d\\d/.test(document.querySelector("#kept").textContent))
    await new Promise((done) => setTimeout(done, 50));
  return document.querySelector("#kept").textContent;
}`;
const place = `document.querySelector('[data-place="prerequisites.question.building-trust"]')`;
const seen = {};
try {
  await go(url);
  seen.first = await run(works);
  await run(`() => {
    document.querySelector("[data-begin=meeting]").click();
    document.querySelector("#begin-organisation").value = "Esimerkki Oy";
    document.querySelector("#begin-go").click();
  }`);
  await run(kept);
  seen.name = await run(`() => document.querySelector("#name").textContent`);
  seen.stage = await run(`() => location.hash`);
  await run(`() => {
    location.hash = "all";
    ${place}.value = "rivi yksi\\u000brivi kaksi";
    ${place}.dispatchEvent(new Event("input", {bubbles: true}));
  }`);
  await new Promise((done) => setTimeout(done, 700));
  await run(kept);
  await ask("browsingContext.reload", { context, wait: "complete" });
  await run(works);
  seen.value = await run(`() => ${place}.value`);
  await go(url);
  await run(works);
  seen.drafts = await run(`() => document.querySelectorAll("#drafts li").length`);
  console.log(JSON.stringify(seen));
} finally {
  socket.close();
  firefox.kill();
  await new Promise((done) => firefox.on("exit", done));
  rmSync(profile, { recursive: true, force: true });
}
