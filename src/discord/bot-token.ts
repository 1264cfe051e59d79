// What may be a bot's token. Whether it is one, Discord alone knows; what no header can hold is none.

/** Of anything else the runtime would throw when it is sent, and may repeat all of it in what it says. */
export function isBotToken(text: string): boolean {
  return /^[\x20-\x7e]+$/.test(text);
}
