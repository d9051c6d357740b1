/**
 * Routes of the app: the part of the address behind `#`.
 *
 * @module
 */

/**
 * @typedef {{name: "home"}
 *   | {name: "category", category: string}
 *   | {name: "practise", filter: {category?: string, topic?: string}}
 *   | {name: "session", session: string, number: number}
 *   | {name: "review", session: string}
 *   | {name: "question", question: string}
 *   | {name: "data"}
 *   | {name: "unknown"}} Route
 */

const NAME = "([a-z0-9][a-z0-9-]{0,99})";

/** Number of a question in the address of a session that is to go on where it was left. */
export const WHERE_LEFT = 0;

/** @type {[RegExp, (first: string, second: string) => Route][]} */
const ROUTES = [
  [/^$/, () => ({ name: "home" })],
  [new RegExp(`^category/${NAME}$`), (category) => ({ name: "category", category })],
  [new RegExp(`^practise\\?category=${NAME}$`), (category) => practise({ category })],
  [
    new RegExp(`^practise\\?category=${NAME}&topic=${NAME}$`),
    (category, topic) => practise({ category, topic }),
  ],
  [
    new RegExp(`^session/${NAME}$`),
    (session) => ({ name: "session", session, number: WHERE_LEFT }),
  ],
  [
    new RegExp(`^session/${NAME}/([1-9][0-9]{0,4})$`),
    (session, number) => ({ name: "session", session, number: Number(number) }),
  ],
  [new RegExp(`^session/${NAME}/review$`), (session) => ({ name: "review", session })],
  [new RegExp(`^question/${NAME}$`), (question) => ({ name: "question", question })],
  [/^data$/, () => ({ name: "data" })],
];

/** @type {(filter: {category?: string, topic?: string}) => Route} */
function practise(filter) {
  return { name: "practise", filter };
}

/**
 * Read the route of an address.
 *
 * @param {string} hash As `location.hash` gives it.
 * @returns {Route}
 */
export function parseRoute(hash) {
  const path = hash.replace(/^#?\/?/, "").replace(/\/$/, "");
  for (const [pattern, route] of ROUTES) {
    const match = pattern.exec(path);
    if (match) return route(match[1] ?? "", match[2] ?? "");
  }
  return { name: "unknown" };
}

/**
 * Write the address of a route.
 *
 * @param {Exclude<Route, {name: "unknown" | "practise"}>} route
 * @returns {string} Begins with `#/`.
 */
export function hrefOf(route) {
  switch (route.name) {
    case "home":
      return "#/";
    case "category":
      return `#/category/${route.category}`;
    case "session":
      return route.number === WHERE_LEFT
        ? `#/session/${route.session}`
        : `#/session/${route.session}/${route.number}`;
    case "review":
      return `#/session/${route.session}/review`;
    case "question":
      return `#/question/${route.question}`;
    case "data":
      return "#/data";
  }
}
