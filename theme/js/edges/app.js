/**
 * The app: which view stands where, and what the learner's actions do.
 *
 * @module
 */

import { indexBank } from "../pure/bank.js";
import { fold, openSessions } from "../pure/fold.js";
import { commandOf } from "../pure/keys.js";
import { nameOf } from "../pure/random.js";
import { isReminderDue, readMark, writeMark } from "../pure/reminder.js";
import { hrefOf, parseRoute, WHERE_LEFT } from "../pure/routes.js";
import { entriesOf, furtherPractice, nextNumber, planSession, reviewOf } from "../pure/sessions.js";
import { beliefRecord } from "../pure/standing.js";
import { keptText, momentText, noticesOf } from "../pure/words.js";
import { deckReader, takeBank } from "./deck.js";
import { practise } from "./practice.js";
import { openStore } from "./store.js";
import { categoryView } from "./views/category.js";
import { dataView } from "./views/data.js";
import { showKeys } from "./views/dialogs.js";
import { home } from "./views/home.js";
import * as page from "./views/page.js";
import { reviewView } from "./views/review.js";
import { articleOf, loadScript } from "./views/trusted.js";

/** @typedef {import("../pure/bank.js").Bank} Bank */
/** @typedef {import("../pure/bank.js").Entry} Entry */
/** @typedef {import("../pure/fold.js").Progress} Progress */
/** @typedef {import("../pure/fold.js").Session} Session */
/** @typedef {import("../pure/routes.js").Route} Route */
/** @typedef {import("../pure/sessions.js").Filter} Filter */
/** @typedef {import("./practice.js").Practice} Practice */
/** @typedef {import("./store.js").Store} Store */
/** @typedef {import("./views/page.js").PageFacts} PageFacts */

/**
 * What only the wiring may know.
 *
 * @typedef {object} World
 * @property {() => number} now Wall clock in milliseconds since 1970.
 * @property {() => number} monotonic A clock in milliseconds that nobody sets.
 * @property {(count: number) => Uint8Array} randomBytes
 */

/**
 * The view that is shown.
 *
 * @typedef {object} View
 * @property {(() => void)} refresh
 * @property {Practice | null} practice
 */

const REFRESH_PAUSE_MS = 60;

/**
 * Start the app on the page it finds itself on.
 *
 * @param {World} world
 */
export async function startApp(world) {
  const facts = page.readPage();
  if (facts.kind === "question" && facts.is_from_disk) {
    const question = hrefOf({ name: "question", question: facts.question });
    return page.replaceWith(`${facts.root}index.html${question}`);
  }
  const data = takeBank();
  if (!data) {
    if (facts.kind === "app") page.tell("The questions could not be loaded. Reload the page.");
    return;
  }
  const app = new App(world, facts, indexBank(data));
  await app.open();
}

/** One page with its store, from load to unload. */
class App {
  /** @type {Store} */
  // @ts-ignore: assigned in `open` before anything else runs, since opening a store takes time
  #store;
  /** @type {View} */
  #view = { refresh: () => {}, practice: null };
  #visit = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #refreshTimer;
  #isReminding = false;
  /** @type {{log: object, progress: Progress} | null} */
  #folded = null;

  /**
   * @param {World} world
   * @param {PageFacts} facts
   * @param {Bank} bank
   */
  constructor(world, facts, bank) {
    this.world = world;
    this.facts = facts;
    this.bank = bank;
    this.deck = deckReader((path) => loadScript(facts.root + path), bank.data.version);
    this.pageArticle = facts.kind === "question" ? page.takeArticle() : null;
  }

  /** Read what is stored and show the first view. */
  async open() {
    this.#store = await openStore({
      site: this.facts.site,
      now: this.world.now,
      randomBytes: this.world.randomBytes,
      onChange: () => this.#onChange(),
    });
    this.#remind();
    page.keepAnchorsInPage();
    page.onPageKeys((event) => this.#onKey(event));
    page.onVisibilityChange((isVisible) => this.#view.practice?.setVisible(isVisible));
    if (this.facts.kind === "app") {
      page.onHashChange(() => this.#route({ takesFocus: true }));
      await this.#route({ takesFocus: false });
    } else if (this.facts.kind === "question") {
      await this.#showQuestionPage({ takesFocus: false });
    }
    this.#showState();
  }

  /** @returns {Progress} What the log says now; folded once for each state of the log. */
  get progress() {
    const log = this.#store.log();
    if (this.#folded?.log !== log) {
      this.#folded = { log, progress: fold(log.events.values(), this.bank.aliases) };
    }
    return this.#folded.progress;
  }

  /** @returns {string} */
  get #appHref() {
    return this.facts.kind === "app" ? "" : `${this.facts.root}index.html`;
  }

  #onChange() {
    clearTimeout(this.#refreshTimer);
    this.#refreshTimer = setTimeout(() => {
      this.#view.refresh();
      this.#showState();
    }, REFRESH_PAUSE_MS);
  }

  #showState() {
    const state = this.#store.state();
    const dataHref = this.#appHref + hrefOf({ name: "data" });
    page.showKept(keptText(state), dataHref);
    if (this.facts.kind === "other") return;
    const reminder = this.#isReminding
      ? ["Your progress is only in this browser, which may clear it. Export it to be safe."]
      : [];
    page.showNotices([...noticesOf(state), ...reminder], { exportHref: dataHref });
  }

  #remind() {
    const { answers, questions } = this.progress;
    const times = [...questions.values()].flatMap((each) => each.answers[0]?.at ?? []);
    const now_ms = this.world.now();
    this.#isReminding = isReminderDue({
      now_ms,
      answers,
      first_answer_at_ms: Math.min(now_ms, ...times),
      exported: readMark(this.#store.readSetting("exported")),
      reminded: readMark(this.#store.readSetting("reminded")),
    });
    if (!this.#isReminding) return;
    this.#store.writeSetting("reminded", writeMark({ at_ms: now_ms, answers }));
  }

  /** @param {{takesFocus: boolean}} how */
  async #route(how) {
    const route = parseRoute(page.currentHash());
    const visit = this.#leave();
    try {
      await this.#show(route, visit, how);
    } catch (error) {
      const reason = error instanceof Error ? error.message : "";
      this.#message("The question cannot be shown", reason, how, {
        label: "Try again",
        onClick: () => this.#route({ takesFocus: true }),
      });
    }
  }

  /** @returns {number} The number of the visit that begins. */
  #leave() {
    this.#view.practice?.close();
    this.#view = { refresh: () => {}, practice: null };
    this.#visit += 1;
    return this.#visit;
  }

  /**
   * @param {Route} route
   * @param {number} visit
   * @param {{takesFocus: boolean}} how
   */
  async #show(route, visit, how) {
    if (route.name === "home") return await this.#showHome(visit, how);
    if (route.name === "category") return this.#showCategory(route.category, how);
    if (route.name === "practise") return this.#beginInPlace(route.filter, how);
    if (route.name === "session") {
      return await this.#showSession(route.session, route.number, visit, how);
    }
    if (route.name === "review") return this.#showReview(route.session, how);
    if (route.name === "question") return await this.#showQuestion(route.question, visit, how);
    if (route.name === "data") return this.#showData(how);
    await this.#showHome(visit, how);
    page.tell("There is no such page. This is the beginning.");
  }

  /**
   * @param {string} title
   * @param {() => Node[]} nodes
   * @param {{takesFocus: boolean}} how
   */
  #present(title, nodes, how) {
    const fullTitle = title ? `${title} · ${this.bank.data.title}` : this.bank.data.title;
    page.show(fullTitle, nodes(), how);
    this.#view = {
      refresh: () => page.show(fullTitle, nodes(), { takesFocus: false }),
      practice: null,
    };
    this.#showState();
  }

  /**
   * @param {string} title
   * @param {string} text
   * @param {{takesFocus: boolean}} how
   * @param {{label: string, onClick: () => void} | null} action
   */
  #message(title, text, how, action = null) {
    this.#present(title, () => [page.messagePage(title, text, action)], how);
  }

  /**
   * @param {number} visit
   * @param {{takesFocus: boolean}} how
   */
  async #showHome(visit, how) {
    const [latest] = openSessions(this.progress);
    const draft = latest ? await this.#store.readDraft(latest.id) : null;
    if (visit !== this.#visit) return;
    this.#present("", () => [
      home(
        { bank: this.bank, progress: this.progress, draft, now_ms: this.world.now() },
        { onEnd: (session) => this.#end(session), onBegin: (filter) => this.#begin(filter) },
      ),
    ], how);
  }

  /**
   * @param {string} id
   * @param {{takesFocus: boolean}} how
   */
  #showCategory(id, how) {
    const category = this.bank.categories.get(id);
    if (!category) return this.#message("No such category", "It may have been renamed.", how);
    this.#present(category.title, () =>
      categoryView(
        { bank: this.bank, progress: this.progress, category },
        { onBegin: (filter) => this.#begin(filter) },
      ), how);
  }

  /**
   * @param {string} id
   * @param {number} number
   * @param {number} visit
   * @param {{takesFocus: boolean}} how
   */
  async #showSession(id, number, visit, how) {
    const session = this.progress.sessions.get(id);
    const entries = session ? entriesOf(this.bank, session) : [];
    if (!session || entries.length === 0) {
      return this.#message("No such session", "This session is not kept on this device.", how);
    }
    const entry = entries[number - 1];
    if (!entry) return await this.#resume(session, entries, number);
    const article = articleOf(await this.#html(entry));
    await this.#practise({ entry, session, number, article, answered_event: null }, visit, how);
  }

  /**
   * @param {Session} session
   * @param {Entry[]} entries
   * @param {number} number
   */
  async #resume(session, entries, number) {
    const draft = number === WHERE_LEFT ? await this.#store.readDraft(session.id) : null;
    const last = draft && entries[draft.number - 1];
    const isOpen = last && !session.answers.has(last.id);
    const next = isOpen ? draft.number : nextNumber(entries, session, draft?.number ?? 0);
    page.replaceWith(
      next === null
        ? hrefOf({ name: "review", session: session.id })
        : hrefOf({ name: "session", session: session.id, number: next }),
    );
  }

  /**
   * @param {string} id
   * @param {number} visit
   * @param {{takesFocus: boolean}} how
   */
  async #showQuestion(id, visit, how) {
    const entry = this.bank.questions.get(this.bank.aliases.get(id) ?? id);
    if (!entry) return this.#message("No such question", "It may have been withdrawn.", how);
    const article = articleOf(await this.#html(entry));
    await this.#practise(this.#single(entry, article), visit, how);
  }

  /** @param {{takesFocus: boolean}} how */
  async #showQuestionPage(how) {
    const entry = this.bank.questions.get(this.facts.question);
    const article = this.pageArticle?.cloneNode(true);
    if (!entry || !(article instanceof HTMLElement)) return;
    const visit = this.#leave();
    await this.#practise(this.#single(entry, article), visit, how);
  }

  /**
   * @param {Entry} entry
   * @param {HTMLElement} article
   * @returns {import("./practice.js").Place}
   */
  #single(entry, article) {
    const kept = /** @type {{answered?: unknown} | null} */ (page.keptInHistory());
    const answered_event = typeof kept?.answered === "string" ? kept.answered : null;
    return { entry, session: null, number: 1, article, answered_event };
  }

  /**
   * @param {Entry} entry
   * @returns {Promise<string>}
   */
  async #html(entry) {
    const deck = await this.deck(entry.category.id);
    const found = deck.questions[entry.id];
    if (!found) throw new Error("The question is missing from the data of its category.");
    return found.html;
  }

  /**
   * @param {import("./practice.js").Place} place
   * @param {number} visit
   * @param {{takesFocus: boolean}} how
   */
  async #practise(place, visit, how) {
    page.pointCrumb(place.article, this.#categoryHref(place.entry));
    const practice = await practise(this.#setting(), place);
    if (visit !== this.#visit) return practice.close();
    page.show(`${place.entry.title} · ${this.bank.data.title}`, practice.nodes, how);
    this.#view = { refresh: practice.refresh, practice };
    this.#showState();
  }

  /**
   * @param {Entry} entry
   * @returns {string}
   */
  #categoryHref(entry) {
    return this.#appHref + hrefOf({ name: "category", category: entry.category.id });
  }

  /** @returns {import("./practice.js").Setting} */
  #setting() {
    return {
      bank: this.bank,
      store: this.#store,
      progress: () => this.progress,
      now: this.world.now,
      monotonic: this.world.monotonic,
      newSeed: () => this.#newSeed(),
      begin: (filter) => this.#begin(filter),
      hrefOfQuestion: (entry) =>
        this.facts.kind === "app"
          ? hrefOf({ name: "question", question: entry.id })
          : `${entry.id}.html`,
      hrefOfCategory: (entry) => this.#categoryHref(entry),
      openKeys: () => this.#openKeys(),
      restart: () => this.#restart(),
    };
  }

  #restart() {
    page.keepInHistory(null);
    if (this.facts.kind === "app") this.#route({ takesFocus: true });
    else this.#showQuestionPage({ takesFocus: true });
  }

  /**
   * @param {string} id
   * @param {{takesFocus: boolean}} how
   */
  #showReview(id, how) {
    const session = this.progress.sessions.get(id);
    if (!session) {
      return this.#message("No such session", "This session is not kept on this device.", how);
    }
    this.#present(`Review of ${session.title}`, () => this.#review(id), how);
  }

  /**
   * @param {string} id
   * @returns {Node[]}
   */
  #review(id) {
    const { bank, progress } = this;
    const session = /** @type {Session} */ (progress.sessions.get(id));
    const review = reviewOf(bank, progress, session);
    const caught = new Set(review.traps.flatMap((row) => row.entry.misconceptions));
    const beliefs = [...caught].flatMap((each) => beliefRecord(bank, progress, each) ?? []);
    const next = nextNumber(entriesOf(bank, session), session, 0);
    const goOn = next === null
      ? null
      : () => page.goTo(hrefOf({ name: "session", session: id, number: next }));
    const further = next === null ? furtherPractice(bank, progress, session) : null;
    return reviewView({ session, review, beliefs, further }, {
      onMissed: () => this.#begin({ missed_in: id }),
      onContinue: goOn,
      onFurther: (filter) => this.#begin(filter),
    });
  }

  /** @param {{takesFocus: boolean}} how */
  #showData(how) {
    this.#present("Your data", () => this.#dataNodes(), how);
    this.#view.refresh = () => {}; // the report of an import stays
  }

  /** @returns {Node[]} */
  #dataNodes() {
    return dataView(() => this.#data(), {
      onExport: () => this.#export(),
      onImport: (text) => this.#store.importText(text),
      onReset: () => this.#reset(),
    });
  }

  /** @returns {import("./views/data.js").DataModel} */
  #data() {
    const { events } = this.#store.log();
    const exported = readMark(this.#store.readSetting("exported"));
    return {
      events: events.size,
      answers: this.progress.answers,
      aside: this.#store.state().aside,
      places: this.#store.places(),
      exported: exported && momentText(exported.at_ms, this.world.now()),
    };
  }

  #export() {
    const now_ms = this.world.now();
    const day = new Date(now_ms).toISOString().slice(0, 10);
    const text = this.#store.exportText(this.bank.data.version);
    page.download(`${this.facts.site}-progress-${day}.json`, text);
    const mark = writeMark({ at_ms: now_ms, answers: this.progress.answers });
    this.#store.writeSetting("exported", mark);
    this.#isReminding = false;
    this.#showState();
    page.announce("The file was handed to the browser.");
  }

  async #reset() {
    await this.#store.reset();
    this.#showData({ takesFocus: true });
    page.tell("Your progress was removed from this device.");
  }

  /** @param {Filter} filter */
  async #begin(filter) {
    const href = this.#newSession(filter);
    if (!href) return page.tell("There is no such question at the moment.");
    await this.#store.written();
    page.goTo(this.#appHref + href);
  }

  /**
   * @param {Filter} filter
   * @param {{takesFocus: boolean}} how
   */
  #beginInPlace(filter, how) {
    const href = this.#newSession(filter);
    if (href) return page.replaceWith(href);
    this.#message("Nothing to practise", "No question of this kind is ready yet.", how);
  }

  /**
   * @param {Filter} filter
   * @returns {string | null} Where the session begins.
   */
  #newSession(filter) {
    const session = nameOf(this.world.randomBytes(10));
    const body = planSession(this.bank, this.progress, { session, seed: this.#newSeed(), filter });
    if (!body) return null;
    this.#store.append(body);
    return hrefOf({ name: "session", session, number: 1 });
  }

  /** @param {Session} session */
  #end(session) {
    this.#store.append({ type: "session-ended", session: session.id, reason: "left" });
    this.#store.writeDraft(session.id, null);
    page.goTo(hrefOf({ name: "review", session: session.id }));
  }

  /** @returns {number} */
  #newSeed() {
    return new DataView(this.world.randomBytes(4).slice().buffer).getUint32(0);
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    const command = commandOf(event, this.#view.practice?.option_count ?? 0);
    if (!command || (!this.#hasKeys && command.name !== "answer")) return;
    if (command.name === "keys") {
      this.#openKeys();
    } else if (this.#view.practice) {
      event.preventDefault();
      this.#view.practice.obey(command);
    }
  }

  /** @returns {boolean} */
  get #hasKeys() {
    return this.#store.readSetting("keys") !== "off";
  }

  #openKeys() {
    showKeys({
      isOn: this.#hasKeys,
      onSwitch: (isOn) => this.#store.writeSetting("keys", isOn ? "on" : "off"),
    });
  }
}
