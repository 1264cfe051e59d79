// GET /players/{name}/matches: what a player has played, the newest first.
import * as v from 'valibot';
import type { Game } from '../../../ladder/game.ts';
import type { HistoryPage, PlayedMatch } from '../../../ladder/history.ts';
import { soughtKey } from '../../../ladder/player.ts';
import { playerHistory } from '../../../sql/history.ts';
import { matchesCursor, readMatchesCursor } from '../cursor.ts';
import { endpoint } from '../endpoint.ts';
import { DEFAULT_LIMIT, pageParameters } from '../query.ts';
import type { Reply } from '../replies.ts';

const NOBODY = 'There is no player of this name.';

export const playerMatches = endpoint({
  path: '/players/:name/matches',
  query: () => v.strictObject(pageParameters(readMatchesCursor)),
  normalised({ name = '' }) {
    const key = soughtKey(name);
    return key === null ? NOBODY : { name: key };
  },
  statement({ now, parameters, query }) {
    const matchId = query.cursor === undefined ? null : readMatchesCursor(query.cursor);
    const anchor = matchId === null ? ({ at: 'top' } as const) : ({ at: 'older', matchId } as const);
    return playerHistory(now, { nameKey: parameters['name'] ?? '' }, anchor, query.limit ?? DEFAULT_LIMIT);
  },
  reply(found, { game }): Reply<'PlayerMatches'> | string {
    // Whoever has left or was forgotten is not looked up any more, as on the pages.
    if (!found?.page?.player.name || found.hasLeft || !found.isSetUp) return NOBODY;
    const { player, games } = found.page;
    const items = matchesOf(found.page).map((match) => itemOf(match, game));
    return { player: player.name ?? '', games, items, next: null };
  },
  next(found) {
    const last = found?.page?.hasOlder ? matchesOf(found.page).at(-1) : undefined;
    return last ? matchesCursor(last.matchId) : null;
  },
  columns: [
    'id',
    'state',
    'at',
    'map',
    'faction',
    'side',
    'opponent',
    'opponentCountry',
    'opponentFaction',
    'result',
    'ratingBefore',
    'ratingAfter',
  ],
  rows: ({ items }) => items,
});

/** What else has moved his ratings is between him and staff. */
function matchesOf({ events }: HistoryPage): readonly PlayedMatch[] {
  return events.flatMap((event) => (event.kind === 'match' ? [event] : []));
}

function itemOf(
  { matchId, state, at, map, contestant, faction, opponent, decision }: PlayedMatch,
  { sides }: Game,
): Reply<'PlayerMatches'>['items'][number] {
  // What was undone did something, too, and is not so any more.
  const decided = state === 'decided' ? decision : null;
  return {
    id: matchId,
    state,
    at: at.toISOString(),
    map,
    faction,
    side: sides[contestant === 'first' ? 0 : 1].id,
    opponent: opponent.name,
    opponentCountry: opponent.country,
    opponentFaction: opponent.faction,
    result: decided?.result ?? null,
    ratingBefore: decided?.before ?? null,
    ratingAfter: decided?.after ?? null,
  };
}
