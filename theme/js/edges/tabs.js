/**
 * News between the tabs of one site.
 *
 * @module
 */

/**
 * Listen to what other tabs write and tell them what this one writes.
 *
 * @param {string} site
 * @param {{onEvent: (text: string) => void, onCleared: () => void}} on `onEvent` is given an event
 *   as JSON, often twice: by message and by `localStorage`.
 * @returns {{tell: (text: string) => void, tellCleared: () => void, close: () => void}}
 */
export function connectTabs(site, { onEvent, onCleared }) {
  const channel = openChannel(`${site}:log`);
  const prefix = `${site}:e:`;
  /** @type {(event: StorageEvent) => void} */
  const onStorage = ({ key, newValue }) => {
    if (key?.startsWith(prefix) && newValue !== null) onEvent(newValue);
    if (key === null) onCleared();
  };
  /** @type {(event: MessageEvent) => void} */
  const onMessage = ({ data }) => {
    if (typeof data?.event === "string") onEvent(data.event);
    if (data?.cleared === true) onCleared();
  };
  globalThis.addEventListener("storage", onStorage);
  channel?.addEventListener("message", onMessage);
  return {
    tell: (text) => channel?.postMessage({ event: text }),
    tellCleared: () => channel?.postMessage({ cleared: true }),
    close() {
      globalThis.removeEventListener("storage", onStorage);
      channel?.close();
    },
  };
}

/**
 * @param {string} name
 * @returns {BroadcastChannel | null} Null where the browser has none or forbids it.
 */
function openChannel(name) {
  try {
    return new BroadcastChannel(name);
  } catch {
    return null;
  }
}
