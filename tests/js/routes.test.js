import assert from "node:assert/strict";
import fc from "fast-check";
import { hrefOf, parseRoute } from "../../theme/js/pure/routes.js";

/** @typedef {Parameters<typeof hrefOf>[0]} Named */

Deno.test("every route has an address that leads back to it", () => {
  const routes = /** @type {Named[]} */ ([
    { name: "home" },
    { name: "category", category: "numpy" },
    { name: "session", session: "abc", number: 12 },
    { name: "session", session: "abc", number: 0 },
    { name: "review", session: "abc" },
    { name: "question", question: "kv-cache-2" },
    { name: "data" },
  ]);
  for (const route of routes) assert.deepEqual(parseRoute(hrefOf(route)), route);
});

Deno.test("home has several addresses", () => {
  for (const hash of ["", "#", "#/"]) assert.deepEqual(parseRoute(hash), { name: "home" });
});

Deno.test("practice is begun by an address", () => {
  assert.deepEqual(parseRoute("#/practise?category=numpy"), {
    name: "practise",
    filter: { category: "numpy" },
  });
  assert.deepEqual(parseRoute("#/practise?category=numpy&topic=views"), {
    name: "practise",
    filter: { category: "numpy", topic: "views" },
  });
});

Deno.test("all else is unknown, and nothing throws", () => {
  const unknown = [
    "#/x",
    "#/category/",
    "#/category/A",
    "#/session/a/0",
    "#/session/a/x/y",
    "#/%E0",
  ];
  for (const hash of unknown) assert.deepEqual(parseRoute(hash), { name: "unknown" }, hash);
  fc.assert(fc.property(fc.string(), (hash) => {
    parseRoute(hash);
  }));
});
