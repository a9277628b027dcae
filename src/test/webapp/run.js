/**
 * Runs the tests of the browser's pure modules: in a page (`import { run } from "./run.js"`), where
 * every address resolves against this file's, or with `node src/test/webapp/run.js`.
 */
import { resultsOf } from "./results.js";

const FILES = [
  "acknowledgement",
  "backoff",
  "board",
  "board-rules",
  "company",
  "connection",
  "connection-state",
  "conversations",
  "credentials",
  "deeds",
  "delivery",
  "files",
  "item-votes",
  "key",
  "links",
  "marks",
  "message-search",
  "messages",
  "outbox",
  "outbox-store",
  "overlay",
  "pictures",
  "place",
  "position",
  "privacy",
  "ranking",
  "rankings",
  "refusal",
  "resume",
  "route",
  "rules-form",
  "text-limit",
  "texts",
  "timeline",
  "times",
  "uploads",
  "upvotes",
  "user-agent",
  "votes-left",
  "watch-list",
];

/** @returns {Promise<{name: string, error: string|null}[]>} */
export async function run() {
  const results = [];
  for (const file of FILES) {
    const { tests } = await import(`./${file}.test.js`);
    for (const { name, error } of await resultsOf(tests))
      results.push({ name: `${file}: ${name}`, error });
  }
  return results;
}

if (typeof process !== "undefined" && process.argv?.[1]?.endsWith("run.js")) {
  const results = await run();
  const failed = results.filter(({ error }) => error);
  failed.forEach(({ name, error }) => console.error(`${name}\n  ${error}`));
  console.log(`${results.length} tests, ${failed.length} failed`);
  process.exitCode = failed.length ? 1 : 0;
}
