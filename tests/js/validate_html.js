// deno-lint-ignore-file no-console -- printing is what this program is for
// Validates every HTML file below a folder and prints what is wrong; the exit status is 1 if anything is.
// deno run --allow-read --allow-env --allow-sys tests/js/validate_html.js DIST
import { HtmlValidate } from "html-validate/browser";

/**
 * The HTML files below a folder.
 * @param {string} folder
 * @returns {Generator<string>}
 */
function* pages(folder) {
  for (const entry of Deno.readDirSync(folder)) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory) yield* pages(path);
    else if (entry.name.endsWith(".html")) yield path;
  }
}

const validator = new HtmlValidate({
  root: true,
  extends: ["html-validate:standard"],
  rules: {
    // Matters of style, on which the standard leaves the choice.
    "long-title": "off",
    "no-inline-style": "error",
    "void-style": "off",
  },
});
let count = 0;
let faults = 0;
for (const path of pages(Deno.args[0] ?? "dist")) {
  count += 1;
  const report = await validator.validateString(Deno.readTextFileSync(path), path);
  for (const result of report.results) {
    for (const message of result.messages) {
      faults += 1;
      console.log(
        `${path}:${message.line}:${message.column}: ${message.ruleId}: ${message.message}`,
      );
    }
  }
}
console.log(`${count} pages, ${faults} faults`);
Deno.exit(faults || !count ? 1 : 0);
