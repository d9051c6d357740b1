/** Every released form of stored data stays readable: one fixture each, never changed. */

import assert from "node:assert/strict";
import { fold, questionProgress } from "../../theme/js/pure/fold.js";
import { makeLog, readImport, sortedEvents, writeExport } from "../../theme/js/pure/merge.js";

const FIXTURE = new URL("./fixtures/progress-1.json", import.meta.url);

Deno.test("an export of version 1 is read whole and means what it meant", () => {
  const text = Deno.readTextFileSync(FIXTURE);
  const read = readImport(text, "small-bank");
  assert.ok("log" in read);
  assert.equal(read.log.aside.size, 1);
  const types = sortedEvents(read.log).map((event) => event.type);
  assert.deepEqual(types, [
    "reset",
    "session-begun",
    "answered",
    "flagged",
    "noted",
    "answered",
    "session-ended",
    "imported",
    "from-the-future",
    "answered",
  ]);
  const progress = fold(read.log.events.values(), new Map());
  const first = questionProgress(progress, "parcel-lookup");
  assert.equal(progress.answers, 2);
  assert.deepEqual(first.answers.map((answer) => answer.result), ["trap"]);
  assert.deepEqual([first.is_flagged, first.note], [true, "Sorted by which key?"]);
  assert.equal(progress.sessions.get("wq3k5ynx2a")?.ended, "finished");
});

Deno.test("it is written again byte for byte", () => {
  const text = Deno.readTextFileSync(FIXTURE);
  const { events, aside, site, bank, exported_at } = JSON.parse(text);
  assert.equal(writeExport(makeLog(events, aside), { site, bank, exported_at }), text);
});
