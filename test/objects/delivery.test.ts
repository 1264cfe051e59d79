// Every way an announcement may go: from its first step, through what Discord answers, to its outcome.
import { describe, expect, test } from 'vitest';
import { DiscordFailure } from '../../src/discord/rest.ts';
import type { AnnouncementKind } from '../../src/ladder/announcement.ts';
import type { SeenMatch } from '../../src/ladder/seen-match.ts';
import {
  type Channels,
  firstStep,
  isOutcome,
  nextStep,
  type Outcome,
  type Step,
  type StepResult,
} from '../../src/objects/delivery.ts';

const PLAYER = '200000000000000001';
const DIRECT = '5001';
const OPENED = '5002';
const channels: Channels = { match: '7001', staff: '7002' };

type Due = Parameters<typeof firstStep>[0];

function due(kind: AnnouncementKind, more: Partial<Due> = {}): Due {
  return {
    kind,
    playerId: PLAYER,
    channel: null,
    details: {},
    attempts: 0,
    match: null,
    directChannelId: DIRECT,
    ownMessage: null,
    ...more,
  };
}

const made = (id: string | null = null): StepResult => ({ ok: true, id });
function failed(
  status: number | null,
  code: number | null = null,
  retryAfterMs: number | null = null,
): StepResult {
  return {
    ok: false,
    failure: new DiscordFailure({ status, code, route: 'x', reason: 'said so', retryAfterMs }),
  };
}
const closed = failed(403, 50_007);

/** Follows it through; in short: the steps taken, and the outcome. */
function way(one: Due, results: readonly StepResult[], to: Channels = channels): readonly string[] {
  const taken: string[] = [];
  let current: Step | Outcome = firstStep(one, to);
  for (const result of results) {
    if (isOutcome(current)) throw new Error('it was over already');
    taken.push(short(current));
    current = nextStep(one, to, current, result);
  }
  return [...taken, isOutcome(current) ? short(current) : `${short(current)} …`];
}

function short(at: Step | Outcome): string {
  if (isOutcome(at)) {
    if (at.outcome === 'later')
      return `later ${at.pauseMs}${at.tried ? '' : ', not counted'}${at.unheard ? ', unheard' : ''}`;
    if (at.outcome === 'given-up') return `given up${at.tellStaff ? ', staff told' : ''}`;
    return at.message === null ? 'sent' : `sent ${at.message.channelId}/${at.message.messageId}`;
  }
  switch (at.step) {
    case 'open':
      return 'open';
    case 'post':
      return `post ${at.place} ${at.channelId}`;
    default:
      return `${at.step} ${at.channelId}/${at.messageId}`;
  }
}

const ownMessage = { channelId: DIRECT, messageId: '9' };
const staffMessage = { channelId: '7002', messageId: '8' };
const match = { id: '77', state: 'disputed', staffMessage: null } as SeenMatch;
const called = { ...match, staffMessage } as SeenMatch;

describe('to a player', () => {
  test.each<[string, Due, readonly StepResult[], readonly string[]]>([
    ['known', due('live'), [made('1')], [`post direct ${DIRECT}`, `sent ${DIRECT}/1`]],
    [
      'not known yet',
      due('live', { directChannelId: null }),
      [made(OPENED), made('1')],
      ['open', `post direct ${OPENED}`, `sent ${OPENED}/1`],
    ],
    [
      'whose channel is gone',
      due('live'),
      [failed(404, 10_003), made(OPENED), made('1')],
      [`post direct ${DIRECT}`, 'open', `post direct ${OPENED}`, `sent ${OPENED}/1`],
    ],
    [
      'closed',
      due('live'),
      [closed, made('1')],
      [`post direct ${DIRECT}`, 'post called 7001', 'sent 7001/1'],
    ],
    [
      'closed in the newer words',
      due('live'),
      [failed(403, 50_278), made('1')],
      [`post direct ${DIRECT}`, 'post called 7001', 'sent 7001/1'],
    ],
    [
      'who cannot be written to at all',
      due('live', { directChannelId: null }),
      [failed(400, 50_033), made('1')],
      ['open', 'post called 7001', 'sent 7001/1'],
    ],
    ['closed, and it is but a greeting', due('greeting'), [closed], [`post direct ${DIRECT}`, 'given up']],
    ['closed, and it is private', due('banned'), [closed], [`post direct ${DIRECT}`, 'given up, staff told']],
    [
      'closed, and the channel as well',
      due('live'),
      [closed, failed(403, 50_001)],
      [`post direct ${DIRECT}`, 'post called 7001', 'given up, staff told'],
    ],
    [
      'an edit that is refused for what it says',
      due('match', { ownMessage }),
      [failed(400, 50_035)],
      [`edit ${DIRECT}/9`, 'given up, staff told'],
    ],
    [
      'a message that is refused',
      due('live'),
      [failed(400, 50_035)],
      [`post direct ${DIRECT}`, 'given up, staff told'],
    ],
  ])('%s', (_, one, results, expected) => {
    expect(way(one, results)).toEqual(expected);
  });

  test('closed, with no channel to call him in', () => {
    const without = { ...channels, match: null };
    expect(way(due('live'), [closed], without)).toEqual([`post direct ${DIRECT}`, 'given up, staff told']);
  });
});

describe('a match that is shown already', () => {
  test.each<[string, Due, readonly StepResult[], readonly string[]]>([
    ['is edited', due('match', { ownMessage }), [made('9')], [`edit ${DIRECT}/9`, 'sent']],
    [
      'and was taken away is posted anew',
      due('match', { ownMessage }),
      [failed(404, 10_008), made('10')],
      [`edit ${DIRECT}/9`, `post direct ${DIRECT}`, `sent ${DIRECT}/10`],
    ],
    [
      'whose channel is gone is posted anew in another',
      due('match', { ownMessage }),
      [failed(404, 10_003), made(OPENED), made('10')],
      [`edit ${DIRECT}/9`, 'open', `post direct ${OPENED}`, `sent ${OPENED}/10`],
    ],
    [
      'to one who has closed his direct messages since',
      due('match', { ownMessage }),
      [closed, made('10')],
      [`edit ${DIRECT}/9`, 'post called 7001', 'sent 7001/10'],
    ],
    [
      'in the channel of the matches, and was taken away there',
      due('match', { ownMessage: { channelId: '7001', messageId: '9' } }),
      [failed(404, 10_008), made('10')],
      ['edit 7001/9', 'post called 7001', 'sent 7001/10'],
    ],
    [
      'in what was the channel of the matches before, where others read along as well',
      due('match', { ownMessage: { channelId: '7000', messageId: '9' } }),
      [failed(404, 10_008), made('10')],
      ['edit 7000/9', 'post called 7000', 'sent 7000/10'],
    ],
  ])('%s', (_, one, results, expected) => {
    expect(way(one, results)).toEqual(expected);
  });

  test('is edited as what he reads alone where he is known to, and as what others read everywhere else', () => {
    const place = (directChannelId: string | null) =>
      firstStep(due('match', { ownMessage, directChannelId }), channels);
    expect(place(DIRECT)).toEqual({ step: 'edit', ...ownMessage, place: 'edit' });
    for (const other of [OPENED, null]) {
      expect(place(other)).toEqual({ step: 'edit', ...ownMessage, place: 'edit-in-channel' });
    }
  });

  test('other notices about it are messages of their own', () => {
    expect(way(due('decided', { ownMessage }), [made('10')])).toEqual([
      `post direct ${DIRECT}`,
      `sent ${DIRECT}/10`,
    ]);
  });
});

describe('to a channel', () => {
  const result = due('result', { playerId: null, channel: 'match', match });
  const dispute = due('dispute', { playerId: null, channel: 'staff', match });
  const notice = due('undeliverable', { playerId: null, channel: 'staff' });
  const settled = { ...dispute, match: { ...match, state: 'decided' } as SeenMatch };
  const again = due('dispute', { playerId: null, channel: 'staff', match: called });
  test.each<[string, Due, readonly StepResult[], readonly string[]]>([
    ['a result', result, [made('1')], ['post channel 7001', 'sent 7001/1']],
    [
      'that the bot may not write in',
      result,
      [failed(403, 50_013)],
      ['post channel 7001', 'given up, staff told'],
    ],
    ['a dispute', dispute, [made('1')], ['post channel 7002', 'sent 7002/1']],
    ['staff, who would not hear of it', notice, [failed(403, 50_001)], ['post channel 7002', 'given up']],
    [
      'an open dispute that staff would not hear of',
      dispute,
      [failed(403, 50_001)],
      ['post channel 7002', 'later 600000, unheard'],
    ],
    [
      'an open dispute, and the channel is gone',
      dispute,
      [failed(404, 10_003)],
      ['post channel 7002', 'later 600000, unheard'],
    ],
    [
      'an open dispute, after many attempts',
      { ...dispute, attempts: 400 },
      [failed(502)],
      ['post channel 7002', 'later 600000, unheard'],
    ],
    ['a dispute that is over', settled, [failed(403, 50_001)], ['post channel 7002', 'given up']],
    [
      'an open dispute that may not be edited',
      again,
      [failed(403, 50_001)],
      ['edit 7002/8', 'later 600000, unheard'],
    ],
    ['a dispute, again', again, [made()], ['edit 7002/8', 'sent']],
    [
      'a dispute that somebody took away',
      again,
      [failed(404, 10_008), made('2')],
      ['edit 7002/8', 'post channel 7002', 'sent 7002/2'],
    ],
  ])('%s', (_, one, results, expected) => {
    expect(way(one, results)).toEqual(expected);
  });

  test('an open dispute waits for a channel to be set', () => {
    expect(way(dispute, [], { ...channels, staff: null })).toEqual(['later 600000, unheard']);
  });

  test.each([
    [result, { ...channels, match: null }],
    [settled, { ...channels, staff: null }],
  ])('one that is not set is given up at once, and nobody is told', (one, to) => {
    expect(way(one, [], to)).toEqual(['given up']);
  });
});

describe('taking a message out', () => {
  const details = { channelId: '1', messageId: '2' };
  test.each([
    ['done', made(), 'sent'],
    ['gone already', failed(404, 10_008), 'sent'],
    ['its channel as well', failed(404, 10_003), 'sent'],
    ['not ours', failed(403, 50_003), 'given up'],
  ])('%s', (_, result, outcome) => {
    expect(way(due('delete', { details }), [result])).toEqual(['delete 1/2', outcome]);
  });
  test('that is not named', () => {
    expect(way(due('delete'), [])).toEqual(['given up']);
  });
});

describe('what heals by itself is tried later', () => {
  test.each([
    ['no answer', failed(null), 0, 'later 1000'],
    ['an error of Discord', failed(502), 0, 'later 1000'],
    ['the fourth time', failed(500), 3, 'later 8000'],
    ['ten minutes at the most', failed(500), 20, 'later 600000'],
    ['a refusal from in front of Discord, without a code', failed(403), 0, 'later 1000'],
    ['the same, as if there were nothing', failed(404), 0, 'later 1000'],
    ['as long as Discord asks for', failed(429, null, 7_500), 0, 'later 7500'],
    ['too many openings', failed(400, 40_003), 0, 'later 60000'],
    ['not for ever', failed(500), 24, 'given up, staff told'],
    ['a token that is refused is no fault of the message', failed(401), 24, 'later 300000, not counted'],
  ])('%s', (_, result, attempts, outcome) => {
    expect(way(due('live', { attempts }), [result]).at(-1)).toBe(outcome);
  });
});
