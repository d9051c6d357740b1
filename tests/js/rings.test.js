/** The three rings: what each module may name and import. */

import assert from "node:assert/strict";

const ROOT = new URL("../../theme/js/", import.meta.url);

/** What only some modules may name, and which. @type {[RegExp, RegExp][]} */
const OWNERS = [
  [/\b(?:localStorage|indexedDB)\b/, /^(?:edges\/store|theme)\.js$/],
  [/\b(?:sessionStorage|caches|cookie)\b/, /^$/],
  [/\bdocument\b/, /^(?:edges\/views\/[a-z_]+|theme)\.js$/],
  [/\b(?:location|history)\./, /^edges\/views\/page\.js$/],
  [/\bDate\.now\b|\bperformance\b|\bcrypto\b|\bMath\.random\b/, /^main\.js$/],
  [/\btrustedTypes\b|\.innerHTML\b/, /^edges\/views\/trusted\.js$/],
  [/\b(?:fetch|XMLHttpRequest|WebSocket|EventSource|sendBeacon)\b/, /^$/],
  [/\beval\b|\bFunction\(|\.outerHTML\b|insertAdjacentHTML|document\.write/, /^$/],
  [/setAttribute\(\s*["']style/, /^$/],
  [/\bquestionBank\b|\bquestionDecks\b/, /^edges\/deck\.js$/],
  [/\bsetTimeout\b|\bsetInterval\b/, /^edges\//],
];

/** What a pure module must not name at all: a clock, chance, the browser. */
const IMPURE =
  /\b(?:window|globalThis|navigator|setTimeout|setInterval|console|process|Deno)\b|new Date\(\)/;

/** @type {(folder: URL) => URL[]} */
function modules(folder) {
  return [...Deno.readDirSync(folder)].flatMap((entry) =>
    entry.isDirectory ? modules(new URL(`${entry.name}/`, folder)) : [new URL(entry.name, folder)]
  );
}

/** @type {(source: string) => string} */
const withoutComments = (source) => source.replace(/\/\*[^]*?\*\/|(?<!:)\/\/.*$/gm, "");

/** @type {(source: string) => string[]} */
const importsOf = (source) =>
  [...source.matchAll(/(?:from|import\()\s*"([^"]+)"/g)].map((match) => String(match[1]));

const FILES = modules(ROOT).map((url) => ({
  name: url.href.slice(ROOT.href.length),
  code: withoutComments(Deno.readTextFileSync(url)),
}));

Deno.test("a name of the browser stands only where it is owned", () => {
  for (const { name, code } of FILES) {
    for (const [pattern, owner] of OWNERS) {
      assert.ok(owner.test(name) || !pattern.test(code), `${name} names ${pattern}`);
    }
  }
});

Deno.test("pure modules name no browser, clock or chance, and import only pure ones", () => {
  const pure = FILES.filter(({ name }) => name.startsWith("pure/"));
  assert.ok(pure.length > 10);
  for (const { name, code } of pure) {
    assert.doesNotMatch(code, IMPURE, name);
    for (const path of importsOf(code)) {
      assert.match(path, /^(?:\.\/[a-z_]+\.js|pure-rand\/.*)$/, `${name} imports ${path}`);
    }
  }
});

Deno.test("edges never import the wiring, and views never import the store", () => {
  for (const { name, code } of FILES.filter((file) => file.name.startsWith("edges/"))) {
    for (const path of importsOf(code)) {
      assert.doesNotMatch(path, /main\.js|theme\.js/, name);
      if (name.startsWith("edges/views/")) {
        assert.match(path, /^(?:\.\/[a-z_]+\.js|\.\.\/\.\.\/pure\/[a-z_]+\.js)$/, name);
      }
    }
  }
});

Deno.test("every pure module has a test of its name", () => {
  for (const { name } of FILES.filter((file) => file.name.startsWith("pure/"))) {
    const test = new URL(name.replace("pure/", "").replace(".js", ".test.js"), import.meta.url);
    assert.ok(Deno.statSync(test).isFile);
  }
});

Deno.test("the rules would notice an offender", () => {
  const offender = withoutComments("const a = localStorage; // document\n/* crypto */ Date.now();");
  const caught = OWNERS.filter(([pattern]) => pattern.test(offender));
  assert.equal(caught.length, 2);
});
