// What a header of HTTP can hold: a secret that is sent in one, and has something else in it, is none.

/** Of anything else the runtime would throw when it is sent, and may repeat all of it in what it says. */
export function isHeaderText(text: string): boolean {
  return /^[\x20-\x7e]+$/.test(text);
}
