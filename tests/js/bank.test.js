import assert from "node:assert/strict";
import { indexBank, topicTitle } from "../../theme/js/pure/bank.js";
import { bankData } from "./samples.js";

Deno.test("the bank is looked up by question, category and former id", () => {
  const bank = indexBank(bankData());
  assert.deepEqual(bank.entries.map((entry) => entry.id), ["one", "two", "three"]);
  assert.equal(bank.questions.get("two")?.category.id, "arrays");
  assert.deepEqual(bank.questions.get("two")?.misconceptions, ["views-copy"]);
  assert.deepEqual([...bank.categories.keys()], ["arrays", "empty"]);
  assert.deepEqual([...bank.aliases], [["old-two", "two"]]);
});

Deno.test("a question without a misconception has none, and one may carry two", () => {
  const data = bankData();
  data.misconceptions.lonely?.questions.splice(0, 1, "one");
  const bank = indexBank(data);
  assert.deepEqual(bank.questions.get("three")?.misconceptions, []);
  assert.deepEqual(bank.questions.get("one")?.misconceptions, ["views-copy", "lonely"]);
});

Deno.test("a topic has its title, and an unknown one its id", () => {
  const category = indexBank(bankData()).categories.get("arrays");
  assert.ok(category);
  assert.equal(topicTitle(category, "views"), "Views");
  assert.equal(topicTitle(category, "gone"), "gone");
});
