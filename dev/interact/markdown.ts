// Discord's markdown as a terminal shows it: bold, italics, underline, strike-through, code, links, headings, quotes,
// times and mentions. What is escaped stays as it is written.
import { stripVTControlCharacters, styleText } from 'node:util';
import { type Reader, time } from '../time-mark.ts';

type Rule = readonly [pattern: RegExp, show: (parts: readonly string[], setting: Reader) => string];

const code = (text: string) => styleText('cyan', text);
const mention = (text: string) => styleText('blue', text);

// In this order at each place of the text: the first that fits.
const RULES: readonly Rule[] = [
  [/^\\([^A-Za-z0-9\s])/u, ([, text = '']) => text],
  [/^```(?:[\w+-]*\n)?([\s\S]*?)```/u, ([, text = '']) => code(text.replace(/\n$/, ''))],
  [/^``([\s\S]+?)``(?!`)/u, ([, text = '']) => code(text)],
  [/^`([^`]+)`/u, ([, text = '']) => code(text)],
  [
    /^<t:(-?\d{1,13})(?::([tTdDfFR]))?>/u,
    ([, at = '', style = 'f'], setting) => styleText('underline', time(Number(at), style, setting)),
  ],
  [/^<(@[!&]?|#)(\d+)>/u, ([, kind = '', id = '']) => mention(`${kind[0]}${id}`)],
  [/^<\/([^:>]+):\d+>/u, ([, name = '']) => mention(`/${name}`)],
  [/^<a?:(\w+):\d+>/u, ([, name = '']) => `:${name}:`],
  [
    /^\[((?:[^[\]\\]|\\.)+)\]\(<?(https?:\/\/[^\s)>]+)>?(?: "[^"]*")?\)/u,
    ([, label = '', address = ''], setting) =>
      `${styleText('underline', inline(label, setting))} ${styleText('dim', `(${address})`)}`,
  ],
  [/^\*\*((?:\\.|[^\\])+?)\*\*(?!\*)/u, ([, text = ''], setting) => styleText('bold', inline(text, setting))],
  [/^__((?:\\.|[^\\])+?)__(?!_)/u, ([, text = ''], setting) => styleText('underline', inline(text, setting))],
  [/^~~((?:\\.|[^\\])+?)~~/u, ([, text = ''], setting) => styleText('strikethrough', inline(text, setting))],
  [/^\|\|((?:\\.|[^\\])+?)\|\|/u, ([, text = ''], setting) => styleText('inverse', inline(text, setting))],
  [
    /^\*(?!\s)((?:\\.|[^\\*])+?)\*(?!\*)/u,
    ([, text = ''], setting) => styleText('italic', inline(text, setting)),
  ],
  [/^_((?:\\.|[^\\_])+?)_(?![_\w])/u, ([, text = ''], setting) => styleText('italic', inline(text, setting))],
];

/** Renders a whole text, its line-wise marks (headings, quotes, small print) included. */
export function renderMarkdown(text: string, setting: Reader): string {
  // A terminal obeys control characters; a message must not command the reader's.
  const safe = stripVTControlCharacters(text).replaceAll(/(?!\n)\p{Cc}/gu, '');
  return safe
    .split(/(```[\s\S]*?```)/u)
    .map((part) => (part.startsWith('```') ? inline(part, setting) : lines(part, setting)))
    .join('');
}

function lines(text: string, setting: Reader): string {
  return text
    .split('\n')
    .map((line) => {
      const [, mark, rest = ''] = /^(#{1,3}|-#|>) (.*)$/u.exec(line) ?? [];
      if (mark === undefined) return inline(line, setting);
      const shown = inline(rest, setting);
      if (mark === '>') return `${styleText('dim', '│')} ${shown}`;
      return styleText(mark === '-#' ? 'dim' : 'bold', shown);
    })
    .join('\n');
}

function inline(text: string, setting: Reader): string {
  let shown = '';
  let rest = text;
  while (rest !== '') {
    const { length, output } = step(rest, shown, setting);
    shown += output;
    rest = rest.slice(length);
  }
  return shown;
}

function step(rest: string, before: string, setting: Reader): { length: number; output: string } {
  for (const [pattern, show] of RULES) {
    const found = pattern.exec(rest);
    // An underscore within a word is no mark.
    if (!found || (rest.startsWith('_') && /\w$/u.test(before))) continue;
    return { length: found[0].length, output: show(found, setting) };
  }
  return { length: 1, output: rest.slice(0, 1) };
}
