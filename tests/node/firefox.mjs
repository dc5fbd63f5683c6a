// Pages in Firefox, driven by WebDriver BiDi: node --experimental-websocket firefox.mjs ROOT PROGRAM
// Takes steps from standard input (go somewhere below the root, load it again, run a function in it;
// each in a tab) and prints what the functions with a name returned. What was returned so far stands
// in a later function for `__SEEN__`.

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const [root, program = "/usr/bin/firefox-esr"] = process.argv.slice(2);
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
const tabs = [contexts[0].context];

/** The tab of that number, opened when it is first used. */
async function tabAt(number) {
  while (tabs.length <= number) {
    const { context } = await ask("browsingContext.create", { type: "tab" });
    tabs.push(context);
  }
  return tabs[number];
}

/** Run a function in the page of a tab. */
async function run(code, context) {
  const asked = { expression: `(${code})()`, target: { context }, awaitPromise: true };
  const { result, exceptionDetails } = await ask("script.evaluate", asked);
  if (exceptionDetails) throw new Error(exceptionDetails.text);
  return result.value;
}

let steps = "";
for await (const piece of process.stdin) steps += piece;
const seen = {};
try {
  for (const { go: path, reload, run: code, name, tab } of JSON.parse(steps)) {
    const context = await tabAt(tab);
    const facts = { context, wait: "complete" };
    if (path) await ask("browsingContext.navigate", { ...facts, url: `${root}/${path}` });
    else if (reload) await ask("browsingContext.reload", facts);
    else {
      const value = await run(code.replaceAll("__SEEN__", () => JSON.stringify(seen)), context);
      if (name) seen[name] = value;
    }
  }
  console.log(JSON.stringify(seen));
} finally {
  socket.close();
  firefox.kill();
  await new Promise((done) => firefox.on("exit", done));
  rmSync(profile, { recursive: true, force: true });
}
