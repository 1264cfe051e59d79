// What a reader is offered as he types, and what becomes of it, for the bot's own commands.
import { describe, expect, test } from 'vitest';
import { callablesOf, type KnownOption, matching, within } from '../../../dev/playground/page/callable.ts';
import {
  begun,
  boundTo,
  commandOf,
  REST,
  remaining,
  takenBack,
  typedInto,
  withOption,
} from '../../../dev/playground/page/draft.ts';
import { readOption, sentOptions, typedOptions } from '../../../dev/playground/page/filled-option.ts';
import { emptyWords, suggestions, type Typing } from '../../../dev/playground/page/suggestion.ts';
import type { Person } from '../../../dev/playground/protocol.ts';
import { commandsFor } from '../../../src/commands/index.ts';
import { registrationData } from '../../../src/discord/registration.ts';
import { games } from '../../../src/games/index.ts';

const commands = registrationData(commandsFor(games[0]));
const reader = { locale: 'en-US', permissions: 0n, direct: false };
const MANAGE_GUILD = 0x20n;
const ADMINISTRATOR = 0x8n;
const people: readonly Person[] = [
  { id: '200000000000000001', name: 'Aurora', kind: 'figure', note: '', permissions: '0' },
  { id: '200000000000000002', name: 'Birch', kind: 'figure', note: '', permissions: '0' },
];

const all = callablesOf(commands, { ...reader, permissions: ADMINISTRATOR });
const named = (label: string) => {
  const found = all.find((callable) => callable.label === label);
  if (found === undefined) throw new Error(`there is no ${label}`);
  return found;
};

describe('what is listed', () => {
  const labels = (more: Partial<typeof reader>) =>
    callablesOf(commands, { ...reader, ...more }).map(({ label }) => label);

  test.each([
    ['a player', {}, false, false],
    ['who may manage the server', { permissions: MANAGE_GUILD }, true, false],
    ['an administrator', { permissions: ADMINISTRATOR }, true, true],
    ['anybody in direct messages, where Discord hides nothing', { direct: true }, true, true],
  ])('for %s', (_, more, admin, owner) => {
    expect(labels(more)).toContain('profile');
    expect(labels(more).some((label) => label.startsWith('admin '))).toBe(admin);
    expect(labels(more)).not.toContain('admin');
    expect(labels(more).includes('owner admin add')).toBe(owner);
  });

  test('in the reader’s language', () => {
    const german = callablesOf(commands, { ...reader, locale: 'de' });
    const profile = german.find(({ command }) => command === 'profile');
    expect(profile?.description).not.toBe(named('profile').description);
  });

  test('what begins so before what has such a word', () => {
    expect(matching(all, '/se').map(({ label }) => label)[0]).toMatch(/^set/);
    expect(matching(all, '/season').every(({ label }) => label.includes('season'))).toBe(true);
    expect(matching(all, '/season').length).toBeGreaterThan(1);
    expect(matching(all, '/nothing so')).toEqual([]);
  });
});

test('options are sent inside their sub-command and its group', () => {
  const option = { name: 'user', type: 6, value: '1' };
  expect(within(named('owner admin add'), [option])).toEqual([
    { name: 'admin', type: 2, options: [{ name: 'add', type: 1, options: [option] }] },
  ]);
  expect(within(named('profile'), [option])).toEqual([option]);
});

describe('a command in the composer', () => {
  test('has its required options, and leaves the others to be added', () => {
    const draft = begun(named('admin adjust'));
    expect(draft.filled.map(({ option }) => option.name)).toEqual(['faction', 'mode', 'value', 'reason']);
    expect(remaining(draft).map(({ name }) => name)).toEqual(['user', 'player']);
  });

  test('may be pasted whole', () => {
    const draft = commandOf('/leaderboard country:Germany best-only: True', all);
    expect(draft?.filled.map(({ option, text }) => [option.name, text])).toEqual([
      ['country', 'Germany'],
      ['best-only', 'True'],
    ]);
    expect(commandOf('/leaderboar', all)).toBeNull();
    expect(commandOf('/leaderboard', all)).toBeNull();
    expect(commandOf('leaderboard ', all)).toBeNull();
  });

  test('is the same one in another language', () => {
    const draft = typedInto(begun(named('versus')), 0, { text: 'Birch', picked: null });
    const german = callablesOf(commands, { ...reader, locale: 'de' });
    const bound = boundTo(draft, german);
    expect(bound?.callable).toBe(german.find(({ command }) => command === 'versus'));
    expect(bound?.filled).toMatchObject([{ text: 'Birch' }]);
    expect(boundTo(begun(named('admin adjust')), german)).toBeNull();
  });
});

describe('an option’s value', () => {
  const option = (label: string, name: string) => {
    const found = named(label).options.find((each) => each.name === name);
    if (found === undefined) throw new Error(`there is no ${name}`);
    return found;
  };
  const read = (label: string, name: string, text: string) =>
    readOption({ option: option(label, name), text, picked: null }, people);

  test.each([
    ['a member by name', 'owner admin add', 'user', '@birch', { value: '200000000000000002' }],
    ['a member by id', 'owner admin add', 'user', '<@200000000000000001>', { value: '200000000000000001' }],
    ['nobody', 'owner admin add', 'user', 'Nobody', { problem: expect.stringMatching(/member/) }],
    ['a switch', 'leaderboard', 'best-only', 'true', { value: true }],
    ['no switch', 'leaderboard', 'best-only', 'perhaps', { problem: expect.stringMatching(/list/) }],
    ['nothing', 'leaderboard', 'best-only', ' ', { problem: expect.stringMatching(/needs/) }],
    ['a whole number', 'leaderboard', 'place', '12', { value: 12 }],
    ['half a number', 'leaderboard', 'place', '1.5', { problem: expect.stringMatching(/whole/) }],
    ['too small a number', 'leaderboard', 'place', '0', { problem: expect.stringMatching(/At least/) }],
    ['no number', 'leaderboard', 'place', 'ten', { problem: expect.stringMatching(/number/) }],
    ['a text that is completed', 'profile', 'player', 'Birch', { value: 'Birch' }],
  ])('%s', (_, label, name, text, expected) => {
    expect(read(label, name, text)).toEqual(expected);
  });

  test('nothing is sent while one of them is wrong; while typing, the others go along', () => {
    const [country, place] = [option('leaderboard', 'country'), option('leaderboard', 'place')];
    const typed = { option: country, text: 'Ger', picked: null };
    const filled = [typed, { option: place, text: 'ten', picked: null }];
    expect(sentOptions(filled, people)).toBeNull();
    expect(typedOptions(filled, typed, people)).toEqual([
      { name: 'country', type: 3, value: 'Ger', focused: true },
    ]);
    const picked = { option: country, text: 'Germany', picked: { name: 'Germany', value: 'DE' } };
    expect(sentOptions([picked], people)).toEqual([{ name: 'country', type: 3, value: 'DE' }]);
  });
});

test('what stands before an empty place is taken back, piece by piece', () => {
  const draft = commandOf('/versus player:Birch', all);
  if (draft === null) throw new Error('that is a command');
  const first = takenBack(draft, REST);
  expect(first).toEqual({ draft, focused: 0 });
  expect(takenBack(draft, 0)).toEqual({ draft: { kind: 'text', text: '/versus' }, focused: REST });
  const optional = commandOf('/leaderboard country:KR', all);
  if (optional === null) throw new Error('that is a command');
  expect(takenBack(optional, 0)).toMatchObject({ draft: { filled: [] }, focused: REST });
});

describe('the list says', () => {
  const typing = (more: Partial<Typing>): Typing => ({
    draft: { kind: 'text', text: '' },
    focused: REST,
    rest: '',
    callables: all,
    people,
    offered: [],
    ...more,
  });
  const profile = withOption(begun(named('profile')), named('profile').options[0] as KnownOption);

  test.each([
    ['nothing before a slash', typing({}), null],
    ['that there is no such command', typing({ draft: { kind: 'text', text: '/qqq' } }), /No command/],
    ['that the bot is asked', typing({ draft: profile, focused: 0, offered: null }), /Loading/],
    ['that nothing fits', typing({ draft: profile, focused: 0 }), /Nothing matches/],
    ['that anything may be typed', typing({ draft: begun(named('admin ban')), focused: 0 }), /Type a value/],
  ])('%s', (_, given, words) => {
    expect(suggestions(given)).toEqual([]);
    if (words === null) expect(emptyWords(given)).toBeNull();
    else expect(emptyWords(given)).toMatch(words);
  });

  test('which options are left, by how they begin', () => {
    const draft = begun(named('leaderboard'));
    const labels = (rest: string) => suggestions(typing({ draft, rest })).map(({ label }) => label);
    expect(labels('').length).toBeGreaterThan(3);
    expect(labels('co')).toEqual(['country']);
  });
});
