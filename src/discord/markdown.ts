// Text typed by players, made safe to stand in a message: it shows as it was typed, and it can neither format, nor
// mention, nor link, nor turn or hide the text around it. Three forms, for three kinds of place.

// Controls, surrogates without their other half, and whatever draws nothing: zero-width and bidirectional
// characters, fillers, variation selectors. Joiners are among them, so a few scripts lose a ligature.
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]+/gu;
// Includes line breaks of every kind, and the Braille pattern that has no dots.
const SPACES = /[\t-\r\u0085\p{Z}\u2800]+/gu;
// What Discord's Markdown may act upon, at the start of a line or anywhere: emphasis, code, spoilers, links, all
// forms of mention, timestamps, emoji, headings, lists, quotes, and the dots of invitations without a scheme.
const ACTIVE = /[\\*_~`|<>@#:[\]()\-+.!]/g;

// The blocks of the scripts that are written so, from Hebrew to Adlam.
const FROM_RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** Most names: nothing in them is invisible, active or too much. */
const PLAIN = /^[A-Za-z0-9]+(?: [A-Za-z0-9]+)*$/;

/** Stands for text in which nothing can be seen. */
const NOTHING_VISIBLE = '?';

/** For places that draw no Markdown: buttons, menus, choices, modal fields, titles of authors, footers. */
export function plainText(text: string): string {
  if (PLAIN.test(text)) return text;
  // Spaces first: a line break between two words is one of the controls that go without a trace.
  const clean = text.replace(SPACES, ' ').replace(INVISIBLE, '').replace(SPACES, ' ').trim();
  return clean === '' ? NOTHING_VISIBLE : clean;
}

/** As plain text, for where more stands on the same line: what is from right to left turns none of it around. */
export function plainName(text: string): string {
  const plain = plainText(text);
  return FROM_RIGHT_TO_LEFT.test(plain) ? `\u2068${plain}\u2069` : plain;
}

/**
 * For message content and embeds. A backslash before anything but a letter or a digit shows what follows as it is.
 * Not for within spoilers and strike-through: Discord looks for their end without regard to backslashes.
 */
export function escapeMarkdown(text: string): string {
  if (PLAIN.test(text)) return text;
  return plainName(text).replace(ACTIVE, '\\$&');
}

/** For inside a code block or inline code, where a backslash would show; only a backtick can end those. */
export function escapeCode(text: string): string {
  return plainText(text).replaceAll('`', '\u02cb');
}
