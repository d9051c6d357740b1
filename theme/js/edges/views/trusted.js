/**
 * The page's one Trusted Types policy: it lets the deck's HTML become nodes and the deck's scripts
 * load, and nothing else.
 *
 * @module
 */

/**
 * @typedef {object} Policy
 * @property {(html: string) => string} createHTML
 * @property {(url: string) => string} createScriptURL
 */

const DECK_PATH = /^(?:\.\.\/)*data\/[a-z0-9][a-z0-9-]*\.js(?:\?v=[0-9a-f]+)?$/;

/** @type {Policy} */
const RULES = {
  createHTML: (html) => html,
  createScriptURL(url) {
    if (!DECK_PATH.test(url)) throw new TypeError("Not a script of the deck.");
    return url;
  },
};

const policy = makePolicy();

/**
 * Turn a question's HTML into its article. The builder made the HTML from Markdown with raw HTML
 * shown as text; the content policy of the page forbids whatever might still be in it to run.
 *
 * @param {string} html
 * @returns {HTMLElement}
 */
export function articleOf(html) {
  const template = document.createElement("template");
  template.innerHTML = policy.createHTML(html);
  const article = template.content.querySelector("article");
  if (!article) throw new Error("The deck holds no article.");
  return /** @type {HTMLElement} */ (document.importNode(article, true));
}

/**
 * Run a script of the deck.
 *
 * @param {string} path From the page.
 * @returns {Promise<void>} Rejected when it cannot be loaded.
 */
export function loadScript(path) {
  const script = document.createElement("script");
  script.src = policy.createScriptURL(path);
  /** @type {Promise<void>} */
  const loaded = new Promise((resolve, reject) => {
    script.addEventListener("load", () => resolve());
    script.addEventListener("error", () => reject(new Error("The questions could not be loaded.")));
    document.head.append(script);
  });
  return loaded.finally(() => script.remove());
}

/** @returns {Policy} The rules themselves where the browser knows no Trusted Types. */
function makePolicy() {
  const { trustedTypes } =
    /** @type {{trustedTypes?: {createPolicy: (name: string, rules: Policy) => Policy}}} */ (
      /** @type {unknown} */ (globalThis)
    );
  return trustedTypes ? trustedTypes.createPolicy("question-html", RULES) : RULES;
}
