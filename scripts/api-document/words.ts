// What the description says of each endpoint and each problem, besides their schemas.
import type { endpoints } from '../../src/web/api/endpoints/index.ts';
import type { ProblemKind } from '../../src/web/api/problem.ts';
import type { replies } from '../../src/web/api/replies.ts';

export type EndpointName = keyof typeof endpoints;

export interface EndpointWords {
  readonly summary: string;
  readonly description: string;
  readonly reply: keyof ReturnType<typeof replies>;
  /** Of the path, in its order. */
  readonly parameters: readonly {
    readonly name: string;
    readonly description: string;
    readonly example: string;
    readonly pattern?: string;
  }[];
  /** Whether there can be nothing at the address. */
  readonly missing: boolean;
}

const playerName = {
  name: 'name',
  description: 'The player’s name, in any script; capitals and small letters are alike.',
  example: 'Aurora',
};

export const endpointWords: Readonly<Record<EndpointName, EndpointWords>> = {
  standings: {
    summary: 'The standings of a season',
    description:
      'Ranked standings, the best first. Following `next` lists every standing that does not move meanwhile exactly ' +
      'once; one that a match moves past the page being read may be listed twice, or not at all. A list begun in ' +
      'one season ends in it, even if that is closed meanwhile.',
    reply: 'Standings',
    parameters: [],
    missing: true,
  },
  player: {
    summary: 'A player',
    description:
      'Where the player stands in the newest season, with each faction played in it or carried over into it.',
    reply: 'Player',
    parameters: [playerName],
    missing: true,
  },
  playerMatches: {
    summary: 'A player’s matches',
    description:
      'What the player has played in all seasons, the newest first, with what it did to the rating. Following ' +
      '`next` lists each match exactly once; new ones come before the first page.',
    reply: 'PlayerMatches',
    parameters: [playerName],
    missing: true,
  },
  match: {
    summary: 'A match',
    description:
      'Who played whom, what was at stake, and how it ended. One that is only proposed is not shown yet.',
    reply: 'Match',
    parameters: [{ name: 'id', description: 'Number of the match.', example: '1' }],
    missing: true,
  },
  seasons: {
    summary: 'All seasons',
    description: 'The newest first. Closed ones stay for good.',
    reply: 'Seasons',
    parameters: [],
    missing: false,
  },
  season: {
    summary: 'A season',
    description: 'By the name that its addresses have.',
    reply: 'Season',
    parameters: [{ name: 'slug', description: 'Slug of the season.', example: 'season-1' }],
    missing: true,
  },
};

export const problemWords: Readonly<Record<ProblemKind, string>> = {
  'invalid-parameters':
    'A parameter of the query is unknown, given twice, or not what it may be: `errors` names each.',
  'not-found': 'There is no such player, match or season, or nothing is at this address.',
  'method-not-allowed': 'Everything here is read: with GET or HEAD.',
  'not-acceptable': 'The header `Accept` allows neither JSON nor CSV.',
  'too-many-requests': 'Wait as long as the header `Retry-After` says.',
  'internal-error': 'The fault is ours: `reference` stands in the operator’s log.',
  unavailable: 'The database does not answer: ask again, after what the header `Retry-After` says.',
};

export const introduction = (
  game: string,
) => `What the ladder of ${game} shows to everybody, as data. Nothing here needs a key, and nothing here is private.

**Forms.** Replies are JSON. Ask for \`text/csv\` by the header \`Accept\`, or put \`.csv\` at the end of the path, for a table (RFC 4180, UTF-8) with the same names and values: null is an empty cell, what is nested is named by its path, a list stands in one cell with spaces between. A cell that a spreadsheet would take for a formula has an apostrophe before it.

**Pages.** Lists come in pages of \`limit\` items. \`next\`, and the header \`Link\` with \`rel="next"\`, is the address of the next page; the last one has none. The \`cursor\` in it is to be passed on as it is.

**Freshness.** A reply may be some seconds old, as \`Cache-Control\` says. Send its \`ETag\` back as \`If-None-Match\`: what has not changed is answered with 304 and no body.

**Limits.** Requests are counted by the address they come from; past the limit the answer is 429 with \`Retry-After\`.

**Problems.** Whatever goes wrong is told as problem details (RFC 9457).`;
