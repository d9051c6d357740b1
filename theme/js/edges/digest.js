/**
 * SHA-256 without the browser's own, which is missing on plain http.
 *
 * @module
 */

import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/**
 * Hash a text.
 *
 * @param {string} text Hashed as UTF-8.
 * @returns {string} Hexadecimal.
 */
export function digest(text) {
  return bytesToHex(sha256(utf8ToBytes(text)));
}
