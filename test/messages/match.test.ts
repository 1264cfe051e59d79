// The match as each of its players sees it, at every state: what it says, what it keeps back, which buttons it has.
import { describe, expect, test } from 'vitest';
import { checkMessage } from '../../dev/discord-api/message.ts';
import { messageBody } from '../../src/discord/response.ts';
import { chess } from '../../src/games/chess.ts';
import { scEvo } from '../../src/games/sc-evo.ts';
import type { Game } from '../../src/ladder/game.ts';
import type { SeenContestant, SeenMatch } from '../../src/ladder/seen-match.ts';
import { type MatchReaders, matchMessage } from '../../src/messages/match.ts';

const FIRST = '200000000000000001';
const SECOND = '200000000000000002';
const at = (seconds: number) => new Date(1_764_000_000_000 + seconds * 1000);

const first: SeenContestant = {
  playerId: FIRST,
  name: 'Aurora',
  country: 'KR',
  region: 'korea-japan',
  battleTag: 'Aurora#12345',
  alternateNames: ['Au`ro`ra*', '오로라'],
  faction: 'bw-zerg',
  rating: 1500,
  stakes: { win: 17, draw: -3, loss: -23 },
  accepted: false,
  report: null,
  aborted: false,
  moved: null,
  ratingAfter: null,
  waits: false,
};
const second: SeenContestant = {
  ...first,
  playerId: SECOND,
  name: 'Birch',
  country: 'DE',
  region: 'europe-west',
  battleTag: 'Birch#678',
  alternateNames: [],
  faction: 'sc2-terran',
  rating: 1440,
  stakes: { win: 23, draw: 3, loss: -17 },
};

interface Change extends Partial<Omit<SeenMatch, 'players'>> {
  readonly own?: Partial<SeenContestant>;
  readonly theirs?: Partial<SeenContestant>;
}

const offered: SeenMatch = {
  id: '77',
  season: 'Season 1',
  seasonOpen: true,
  state: 'proposed',
  waveAt: at(0),
  map: 'polypoid',
  server: 'europe-central',
  deadline: at(60),
  liveAt: null,
  endedAt: null,
  outcome: null,
  endedBy: null,
  staffMessage: null,
  settledBy: null,
  players: { first, second },
};

function match({ own = {}, theirs = {}, ...change }: Change): SeenMatch {
  return {
    ...offered,
    ...change,
    players: { first: { ...first, ...own }, second: { ...second, ...theirs } },
  };
}

const live = { state: 'live', liveAt: at(30), deadline: at(7230) } as const;
const both = { own: { accepted: true }, theirs: { accepted: true } };
const over = { deadline: null, endedAt: at(3600) } as const;

function seen(shown: SeenMatch, viewer = FIRST, game: Game = scEvo, readers: MatchReaders = 'player') {
  const content = matchMessage(shown, viewer, game, 'en-US', readers);
  expect(checkMessage(messageBody(content), 'new')).toEqual([]);
  const [embed] = content.embeds ?? [];
  const fields = Object.fromEntries((embed?.fields ?? []).map(({ name, value }) => [name, value]));
  const rows = (content.components ?? []) as unknown as readonly {
    readonly components: readonly { readonly custom_id: string; readonly disabled?: boolean }[];
  }[];
  const buttons = rows.flatMap(({ components }) => components);
  return {
    title: embed?.title,
    text: embed?.description ?? '',
    fields,
    buttons: buttons.map(({ custom_id }) => custom_id),
    disabled: buttons.filter(({ disabled }) => disabled).map(({ custom_id }) => custom_id.split(':')[1]),
    all: JSON.stringify(content),
  };
}

const ids = (...actions: string[]) => actions.map((action) => `queue:${action}:77:${FIRST}`);

describe('a proposed match', () => {
  test('says against whom, with what at stake and until when, and asks', () => {
    const shown = seen(match({}));
    expect(shown.title).toBe('Match found: you against Birch');
    expect(shown.fields).toEqual({
      Opponent: '🇩🇪 **Birch**\nSC2 Terran · 1,440\nWestern Europe',
      You: 'BW Zerg · 1,500',
      'At stake': 'win **+17**, draw **-3**, lose **-23**',
    });
    expect(shown.text).toContain('<t:1764000060:R>');
    expect(shown.buttons).toEqual(ids('accept', 'decline'));
  });

  test.each([match({}), match({ own: { accepted: true } }), match({ theirs: { accepted: true } })])(
    'keeps map, server and the names in the game to itself (%#)',
    (shown) => {
      for (const viewer of [FIRST, SECOND]) {
        expect(seen(shown, viewer).all).not.toMatch(/Polypoid|Central Europe|#12345|#678|오로라/);
      }
    },
  );

  test('tells who has accepted that it is up to the other, without buttons', () => {
    const shown = seen(match({ own: { accepted: true } }));
    expect(shown.text).toMatch(/You have accepted.*\*\*Birch\*\*/);
    expect(shown.buttons).toEqual([]);
  });

  test('tells the other that he is waited for', () => {
    const shown = seen(match({ own: { accepted: true } }), SECOND);
    expect(shown.text).toContain('**Aurora** has accepted and waits for you');
    expect(shown.buttons).toEqual([`queue:accept:77:${SECOND}`, `queue:decline:77:${SECOND}`]);
    expect(shown.fields['At stake']).toBe('win **+23**, draw **+3**, lose **-17**');
  });
});

describe('a live match', () => {
  test('shows where it is played and how to find each other, whatever is in the names', () => {
    expect(seen(match({ ...live, ...both })).fields).toMatchObject({
      Map: 'Polypoid',
      Server: 'Central Europe',
      'Find them as': '`Birch#678`',
    });
    const other = seen(match({ ...live, ...both }), SECOND);
    expect(other.fields['Find them as']).toBe('`Aurora#12345`\n`Auˋroˋra*`\n`오로라`');
  });

  test('in a channel it keeps what they are called in the game to itself, and says where it is told', () => {
    const shown = seen(match({ ...live, ...both }), SECOND, scEvo, 'channel');
    expect(shown.fields).toMatchObject({
      Map: 'Polypoid',
      Server: 'Central Europe',
      'Find them as': expect.stringContaining('`/queue`'),
    });
    expect(shown.all).not.toMatch(/#12345|#678|오로라|Auˋroˋra/);
    expect(shown.buttons).toEqual(seen(match({ ...live, ...both }), SECOND).buttons);
  });

  test('has the reports and, until there is one, the way out', () => {
    const shown = seen(match({ ...live, ...both }));
    expect(shown.text).toContain('report the result here: the time ends <t:1764007230:R>');
    expect(shown.buttons).toEqual(ids('win', 'loss', 'draw', 'abort'));
  });

  test('a report of one’s own can be changed', () => {
    const shown = seen(
      match({ ...live, own: { accepted: true, report: 'win' }, theirs: { accepted: true } }),
    );
    expect(shown.text).toContain('You have reported **won**');
    expect(shown.fields['Reports']).toBe('You: **won**\nBirch: **not yet**');
    expect(shown.buttons).toEqual(ids('win', 'loss', 'draw'));
    expect(shown.disabled).toEqual(['win']);
  });

  test('a report of the other asks for one’s own', () => {
    const shown = seen(
      match({ ...live, own: { accepted: true }, theirs: { accepted: true, report: 'draw' } }),
    );
    expect(shown.text).toContain('**Birch** has reported **a draw**');
    expect(shown.buttons).toEqual(ids('win', 'loss', 'draw'));
    expect(shown.disabled).toEqual([]);
  });
});

const moved = { own: { accepted: true, report: 'win', moved: 17, ratingAfter: 1523 } } as const;
const decided = { ...over, ...moved, state: 'decided', liveAt: at(30), outcome: 'first' } as const;
const lost = { accepted: true, report: 'loss', moved: -17, ratingAfter: 1420 } as const;

test.each<[what: string, shown: SeenMatch, viewer: string, title: string, text: RegExp]>([
  [
    'disputed',
    match({ ...live, state: 'disputed', own: { report: 'win' }, theirs: { report: 'win' } }),
    FIRST,
    'Disputed: your match against Birch',
    /staff decide.*queue again.*<t:1764007230:R>/,
  ],
  [
    'won',
    match({ ...decided, endedBy: 'reports', theirs: lost }),
    FIRST,
    'You won against Birch',
    /reported the same/,
  ],
  [
    'lost, by one report',
    match({ ...decided, endedBy: 'one-report', theirs: lost }),
    SECOND,
    'You lost against Aurora',
    /Only one report/,
  ],
  [
    'drawn, by staff',
    match({ ...decided, outcome: 'draw', endedBy: 'staff', theirs: lost }),
    FIRST,
    'A draw against Birch',
    /Staff decided/,
  ],
  [
    'aborted by oneself',
    match({ ...over, state: 'aborted', liveAt: at(30), endedBy: 'player', own: { aborted: true } }),
    FIRST,
    'Aborted: your match against Birch',
    /You aborted it/,
  ],
  [
    'aborted by the other',
    match({ ...over, state: 'aborted', liveAt: at(30), endedBy: 'player', own: { aborted: true } }),
    SECOND,
    'Aborted: your match against Aurora',
    /\*\*Aurora\*\* aborted it/,
  ],
  [
    'declined by oneself',
    match({ ...over, state: 'expired', endedBy: 'player', own: { aborted: true }, theirs: { waits: true } }),
    FIRST,
    'Not played: your match against Birch',
    /^You declined it, and that took you out of the queue\.$/,
  ],
  [
    'declined by the other',
    match({ ...over, state: 'expired', endedBy: 'player', own: { aborted: true }, theirs: { waits: true } }),
    SECOND,
    'Not played: your match against Aurora',
    /\*\*Aurora\*\* declined it\.\nYou are back in the queue/,
  ],
  [
    'not accepted by the other',
    match({ ...over, state: 'expired', endedBy: 'deadline', own: { accepted: true, waits: true } }),
    FIRST,
    'Not played: your match against Birch',
    /^\*\*Birch\*\* did not accept in time\.\nYou are back/,
  ],
  [
    'not accepted by oneself',
    match({ ...over, state: 'expired', endedBy: 'deadline', own: { accepted: true } }),
    SECOND,
    'Not played: your match against Aurora',
    /^You did not accept in time, and that took you out of the queue\.$/,
  ],
  [
    'accepted by neither',
    match({ ...over, state: 'expired', endedBy: 'deadline' }),
    FIRST,
    'Not played: your match against Birch',
    /^You did not accept.*\n\*\*Birch\*\* did not accept/,
  ],
  [
    'void without a report',
    match({ ...over, state: 'void', liveAt: at(30), endedBy: 'deadline' }),
    FIRST,
    'Void: your match against Birch',
    /Neither of you reported/,
  ],
  [
    'void, never settled',
    match({
      ...over,
      state: 'void',
      liveAt: at(30),
      endedBy: 'deadline',
      own: { report: 'win' },
      theirs: { report: 'win' },
    }),
    FIRST,
    'Void: your match against Birch',
    /nobody decided in time/,
  ],
  [
    'void by staff',
    match({ ...over, state: 'void', liveAt: at(30), endedBy: 'staff' }),
    FIRST,
    'Void: your match against Birch',
    /Staff declared it void/,
  ],
  [
    'void by a ban, waiting again',
    match({ ...over, state: 'void', endedBy: 'ban', own: { waits: true } }),
    FIRST,
    'Void: your match against Birch',
    /banned.*\nYou are back in the queue/,
  ],
  [
    'undone',
    match({
      ...over,
      state: 'void',
      liveAt: at(30),
      endedBy: 'staff',
      own: { moved: 0, ratingAfter: 1506 },
      theirs: { moved: 0, ratingAfter: 1440 },
    }),
    FIRST,
    'Taken back: your match against Birch',
    /Staff took its result back/,
  ],
])('%s', (_, shown, viewer, title, text) => {
  const message = seen(shown, viewer);
  expect(message.title).toBe(title);
  expect(message.text).toMatch(text);
  // Who waits already needs no way back to the queue.
  expect(message.buttons).toEqual(message.text.includes('back in the queue') ? [] : ['queue:again']);
});

test('a decided match shows what it did to one’s rating, and nothing is at stake any more', () => {
  const shown = match({ ...decided, endedBy: 'reports', theirs: lost });
  expect(seen(shown).fields['Your rating']).toBe('**1,523** (+17)');
  expect(seen(shown, SECOND).fields['Your rating']).toBe('**1,420** (-17)');
  expect(seen(shown).fields).not.toHaveProperty('At stake');
});

test('a name cannot format, mention or link', () => {
  const { all } = seen(match({ theirs: { name: '**[x](https://evil.example)** <@1>' } }));
  expect(all).not.toMatch(/(?<!\\)\]\(|<@1>/);
});

test('in a game with sides by lot each sees his side, and no maps, servers or BattleTags', () => {
  const shown = match({
    ...live,
    map: null,
    server: null,
    own: { faction: 'chess', battleTag: null, alternateNames: [] },
    theirs: { faction: 'chess', battleTag: null, alternateNames: ['birch64'] },
  });
  expect(seen(shown, FIRST, chess).fields).toEqual({
    Opponent: '🇩🇪 **Birch**\nBlack · 1,440\nWestern Europe',
    You: 'White · 1,500',
    'At stake': 'win **+17**, draw **-3**, lose **-23**',
    'Find them as': '`birch64`',
  });
  expect(seen(shown, SECOND, chess).fields['You']).toBe('Black · 1,440');
});
