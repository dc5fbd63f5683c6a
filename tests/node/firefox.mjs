// A page in Firefox, driven by WebDriver BiDi: node --experimental-websocket firefox.mjs URL PROGRAM
// Takes steps from standard input (go there, load it again, run a function in it) and prints what the
// functions with a name returned.

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

let steps = "";
for await (const piece of process.stdin) steps += piece;
const seen = {};
try {
  for (const { go: isGoing, reload, run: code, name } of JSON.parse(steps)) {
    if (isGoing) await go(url);
    else if (reload) await ask("browsingContext.reload", { context, wait: "complete" });
    else {
      const value = await run(code);
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
