import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeCode, escapeMarkdown, plainName, plainText } from '../../src/discord/markdown.ts';
import { draws } from '../draws.ts';

/** What Discord's client makes of a text: first rule that matches, from left to right, as its parser does. */
const RULES: readonly (readonly [kind: string, pattern: RegExp])[] = [
  ['escape', /^\\([^0-9A-Za-z\s])/],
  ['heading', /^#{1,3} +\S/],
  ['small', /^-# +\S/],
  ['list', /^(?:[*+-]|\d+\.) +\S/],
  ['quote', /^>(?:>>)? /],
  ['code block', /^```[\s\S]+?```/],
  ['code', /^(`+)[\s\S]*?[^`]\1(?!`)/],
  ['masked link', /^\[[^\]]+\]\([^)]+\)/],
  ['autolink', /^<(?:https?|steam|discord|mailto|tel):[^ >]+>/],
  ['url', /^(?:https?|steam|discord):\/\/[^\s<]+/i],
  ['invite', /^(?:discord\.gg|discord(?:app)?\.com\/invite|discord\.new)\/\S+/i],
  ['email', /^<?[\w.+-]+@[\w-]+\.\w+>?/],
  ['everyone', /^@(?:everyone|here)/],
  ['mention', /^<(?:@[!&]?|#)\d+>/],
  ['command', /^<\/[^>:]+:\d+>/],
  ['special', /^<id:\w+>/],
  ['timestamp', /^<t:-?\d+(?::[tTdDfFR])?>/],
  ['emoji', /^<a?:\w+:\d+>/],
  ['short emoji', /^:[\w+-]+:/],
  ['shrug', /^¯\\_\(ツ\)_\/¯/],
  ['strong', /^\*\*(?:\\[\s\S]|[^\\])+?\*\*(?!\*)/],
  ['underline', /^__(?:\\[\s\S]|[^\\])+?__(?!_)/],
  ['emphasis', /^(?:\*(?=\S)(?:\\[\s\S]|[^\\*])+?\*(?!\*)|_(?:\\[\s\S]|[^\\_])+?_(?!_))/],
  ['strike', /^~~[\s\S]+?~~(?!_)/],
  ['spoiler', /^\|\|[\s\S]+?\|\|/],
];

function render(markdown: string): { shown: string; active: string[] } {
  let rest = markdown;
  let shown = '';
  const active: string[] = [];
  while (rest !== '') {
    const [kind, pattern] = RULES.find(([, rule]) => rule.test(rest)) ?? ['text', /^[\s\S]/];
    const [match = '', inner] = pattern.exec(rest) ?? [];
    shown += kind === 'escape' ? inner : match;
    if (kind !== 'escape' && kind !== 'text') active.push(kind);
    rest = rest.slice(match.length);
  }
  return { shown, active };
}

const TRAPS: readonly (readonly [kind: string, text: string])[] = [
  ['strong', '**Flash**'],
  ['emphasis', '*Flash*'],
  ['emphasis', '_Flash_'],
  ['underline', '__Flash__'],
  ['strike', '~~Flash~~'],
  ['spoiler', '||Flash||'],
  ['code', '`Flash`'],
  ['code', '``Fl`ash``'],
  ['code block', '```js\nFlash```'],
  ['heading', '# Flash'],
  ['heading', '### Flash'],
  ['small', '-# Flash'],
  ['list', '- Flash'],
  ['list', '* Flash'],
  ['list', '1. Flash'],
  ['quote', '> Flash'],
  ['quote', '>>> Flash'],
  ['everyone', '@everyone'],
  ['everyone', 'mail @here'],
  ['mention', '<@80351110224678912>'],
  ['mention', '<@!80351110224678912>'],
  ['mention', '<@&80351110224678912>'],
  ['mention', '<#80351110224678912>'],
  ['command', '</admin ban:80351110224678912>'],
  ['special', '<id:customize>'],
  ['timestamp', '<t:1618953630:R>'],
  ['emoji', '<a:wow:80351110224678912>'],
  ['short emoji', ':smile:'],
  ['masked link', '[free points](https://evil.example)'],
  ['autolink', '<https://evil.example>'],
  ['url', 'https://evil.example'],
  ['url', 'HTTPS://evil.example'],
  ['url', 'steam://run/1'],
  ['invite', 'discord.gg/evil'],
  ['email', 'me@evil.example'],
  ['shrug', '¯\\_(ツ)_/¯'],
];

describe('escaped for Markdown', () => {
  it.each(TRAPS)('%s: %s is shown and does nothing', (kind, trap) => {
    expect(render(trap).active, 'it would do something').toContain(kind);
    const { shown, active } = render(escapeMarkdown(trap));
    expect(active).toEqual([]);
    expect(shown).toBe(plainText(trap));
  });

  const pieces = fc.oneof(
    fc.constantFrom(...TRAPS.map(([, trap]) => trap)),
    fc.constantFrom(...'\\*_~`|<>@#:[]()-+.! \n1a한'),
    // Made from numbers: fast-check's own strings of any characters first take seconds to learn all of them by heart.
    fc
      .array(fc.integer({ min: 0, max: 0x10_ffff }), { maxLength: 5 })
      .map((codes) => String.fromCodePoint(...codes)),
  );
  const anything = fc.array(pieces, { maxLength: 8 }).map((parts) => parts.join(''));

  it('no text at all does anything, and all of it is shown', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const { shown, active } = render(escapeMarkdown(text));
        expect(active).toEqual([]);
        expect(shown).toBe(plainName(text));
      }),
      draws(600),
    );
  });

  it.each([
    ['strong', '**', '**'],
    ['underline', '__', '__'],
    ['masked link', '[', '](https://ladder.example)'],
  ])('no text ends the %s that stands around it', (kind, before, after) => {
    fc.assert(
      fc.property(anything, (text) => {
        const markdown = `${before}${escapeMarkdown(text)}${after}`;
        // Discord's masked links allow escaped brackets within.
        const whole =
          kind === 'masked link'
            ? /^\[(?:\\[\s\S]|[^\]\\])+\]\([^)]+\)$/
            : RULES.find(([k]) => k === kind)?.[1];
        expect(whole?.exec(markdown)?.[0]).toBe(markdown);
      }),
    );
  });

  it('names stay readable', () => {
    expect(escapeMarkdown("Flash 이영호 O'Brien & Søren?")).toBe("Flash 이영호 O'Brien & Søren?");
    expect(escapeMarkdown('x_Bisu_x')).toBe('x\\_Bisu\\_x');
    expect(escapeMarkdown('Flash#1234')).toBe('Flash\\#1234');
  });

  it.each(['עמוס', 'علي', 'ܐܒܐ', '𞤀𞤣', 'Ali علي'])(
    '%s, from right to left, turns nothing around it',
    (name) => {
      expect(escapeMarkdown(name)).toBe(`\u2068${name}\u2069`);
      expect(plainName(name)).toBe(`\u2068${name}\u2069`);
      expect(escapeCode(name), 'a tap copies no more than the name').toBe(name);
    },
  );

  it.each(['Flash', '이영호', '虚空', 'Ёлка', 'Ελένη', 'नमस्ते', 'สวัสดี'])(
    '%s needs nothing around it',
    (name) => {
      expect(escapeMarkdown(name)).toBe(name);
    },
  );
});

describe('plain text', () => {
  it.each([
    ['line breaks and tabs are spaces', 'a\r\n\tb\u2028c\u0085d', 'a b c d'],
    ['space around goes', '  a  ', 'a'],
    ['no-break spaces are spaces', 'a\u00a0\u3000b', 'a b'],
    ['controls go', 'a\u0000\u001b[31mb\u009f', 'a[31mb'],
    ['right-to-left overrides go', 'a\u202eevil\u202c\u2066b\u2069', 'aevilb'],
    ['direction marks go', 'a\u200e\u200f\u061cb', 'ab'],
    ['zero-width characters go', 'a\u200b\u200c\u200d\u2060\ufeff\u00adb', 'ab'],
    ['annotations go', 'a\ufff9b\ufffbc', 'abc'],
    ['fillers go', 'a\u115f\u1160\u3164\uffa0\u034f\u180eb', 'ab'],
    ['a Braille blank is a space', 'a\u2800\u2800b', 'a b'],
    ['variation selectors and tags go', 'a\ufe0f\u{e0101}\u{e0041}b', 'ab'],
    ['half a surrogate goes', 'a\ud800b', 'ab'],
    ['what is next to a control does not double its space', 'a \u200b b', 'a b'],
    ['nothing visible is shown as such', '\u200b\u3164 ', '?'],
    ['nothing likewise', '', '?'],
    ['other directions stay', 'علي', 'علي'],
    ['emoji stay', 'a🔥', 'a🔥'],
  ])('%s', (_, text, clean) => {
    expect(plainText(text)).toBe(clean);
    expect(plainText(clean)).toBe(clean);
  });
});

it('in code nothing but a backtick is changed, and none is left', () => {
  expect(escapeCode('*Flash* `x` ```')).toBe('*Flash* ˋxˋ ˋˋˋ');
});

it('in code nothing breaks the line, turns it or is invisible, either', () => {
  expect(escapeCode('a\n\u202eb\u200b')).toBe('a b');
  expect(escapeCode('\u200b')).toBe('?');
});
