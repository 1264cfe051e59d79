// Every language says all that English says, with all that it is given, within Discord's limits. That a key is there
// the compiler sees to as well; that it is not empty, and forgets no name and no number, only this.
import { describe, expect, it } from 'vitest';
import { languages, type Words } from '../../src/messages/languages/index.ts';

type Word = string | ((...given: never[]) => string);

/** Every word under its path, such as `match.title.win`. */
function wordsOf(value: unknown, path: string): readonly (readonly [string, Word])[] {
  if (typeof value === 'string' || typeof value === 'function') return [[path, value as Word]];
  if (typeof value !== 'object' || value === null) throw new TypeError(`${path} is no word`);
  return Object.entries(value).flatMap(([key, inner]) =>
    wordsOf(inner, path === '' ? key : `${path}.${key}`),
  );
}

const GIVEN = ['‹0›', '‹1›', '‹2›', '‹3›', '‹4›', '‹5›'];

function said(word: Word): string {
  return typeof word === 'string' ? word : word(...(GIVEN as never[]));
}

/** Which of the things given it says. */
function used(word: Word): readonly string[] {
  const text = said(word);
  return GIVEN.filter((given) => text.includes(given));
}

const english = new Map(wordsOf(languages.get('en-US'), ''));
const others = [...languages].filter(([, words]) => words !== languages.get('en-US'));

it('there are five languages, under Discord’s names for them', () => {
  expect([...languages.keys()].sort()).toEqual(['de', 'en-GB', 'en-US', 'es-419', 'es-ES', 'ko', 'zh-CN']);
  expect(new Set(languages.values()).size).toBe(5);
});

describe.each(others)('%s', (_, words) => {
  const own = new Map(wordsOf(words, ''));

  it('has the words that English has', () => {
    expect([...own.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it('leaves none empty', () => {
    expect([...own].filter(([, word]) => said(word).trim() === '').map(([path]) => path)).toEqual([]);
  });

  it('says what it is given, as English does', () => {
    const forgotten = [...english].flatMap(([path, word]) => {
      const [wanted, there] = [used(word), used(own.get(path) ?? '')];
      return wanted.join() === there.join() ? [] : [`${path}: ${there.join()} instead of ${wanted.join()}`];
    });
    expect(forgotten).toEqual([]);
  });

  it('names the commands that English names', () => {
    const commands = (word: Word) => [...said(word).matchAll(/`\/[a-z ]+`/g)].map(([name]) => name).sort();
    const wrong = [...english].filter(([path, word]) => {
      return commands(word).join() !== commands(own.get(path) ?? '').join();
    });
    expect(wrong.map(([path]) => path)).toEqual([]);
  });

  it('is not English left as it was', () => {
    const sentences = [...english].filter(([, word]) => (said(word).match(/[a-z]{2,}/gi)?.length ?? 0) >= 3);
    const same = sentences.filter(([path, word]) => said(own.get(path) ?? '') === said(word));
    expect(sentences.length).toBeGreaterThan(100);
    expect(same.map(([path]) => path)).toEqual([]);
  });
});

/** Discord's limits of what is neither a message nor a command's own description (which registration checks). */
const LIMITS: readonly (readonly [what: string, most: number, pick: (words: Words) => unknown])[] = [
  ['a modal’s title', 45, ({ setup }) => setup.title],
  ['a label in a modal', 45, ({ refusal }) => refusal.setupFields],
  [
    'a hint in a modal',
    100,
    ({ setup }) => [setup.displayNameHint, setup.battleTagHint, setup.alternateHint, setup.battleTagExample],
  ],
  [
    'a button',
    80,
    ({ match, queue, setup, staff, terms, leaderboard, history }) => [
      match.buttons,
      queue.buttons,
      queue.abort.keep,
      setup.edit,
      setup.confirm,
      staff.confirm,
      staff.cancel,
      terms.accept,
      terms.decline,
      terms.setUp,
      leaderboard.previous,
      leaderboard.next,
      leaderboard.jumpToMe,
      history.previous,
      history.next,
    ],
  ],
  ['a menu', 150, ({ queue, setup }) => [queue.menus, setup.regionMenu, setup.countryMenu]],
  ['a choice of an option', 100, ({ staffCommands }) => [staffCommands.outcomes, staffCommands.modes]],
  ['what a command says of itself', 100, ({ commands, staffCommands }) => [commands, staffCommands]],
  ['the name of a field', 256, ({ match, queue }) => [match.fields, queue.fields]],
];

describe.each([...languages])('%s', (_, words) => {
  it.each(LIMITS)('%s has at most %i characters', (_what, most, pick) => {
    const picked = wordsOf({ picked: pick(words) }, '');
    expect(picked.length).toBeGreaterThan(0);
    expect(picked.filter(([, word]) => said(word).length > most).map(([path]) => path)).toEqual([]);
  });
});

it('a time as Discord writes it stands in a sentence that takes it', () => {
  const [de, es] = [languages.get('de'), languages.get('es-ES')];
  expect(de?.staff.nothingYet('in 5 Minuten')).toContain('Diese Frage endet in 5 Minuten.');
  expect(es?.staff.nothingYet('dentro de 5 minutos')).toContain('Esta pregunta termina dentro de 5 minutos.');
  expect(de?.staffLook.inQueue('vor 5 Minuten')).toContain('eingereiht vor 5 Minuten');
  expect(de?.announcement.seasonOverdue('Saison 1', '20. November 2026 um 15:00')).toContain('sollte am 20.');
  expect(es?.refusal.bannedUntil('20 de noviembre de 2026, 15:00', '')).toContain('hasta el 20 de noviembre');
});
