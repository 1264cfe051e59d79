// /players?name=: players whose name begins so.
import { nameBeginning, nameKey } from '../../ladder/player.ts';
import { rankOf } from '../../ladder/rank.ts';
import { type FoundPlayers, foundPlayers } from '../../sql/found-players.ts';
import type { Page } from '../page.ts';
import { FactionName, PlayerLink, RankBadge, Sentence } from '../parts/names.tsx';

const MOST_FOUND = 50;

interface Question {
  readonly name: string;
}

export const search: Page<Question, FoundPlayers> = {
  pattern: '/players',
  section: 'ladder',
  question: ({ query }) => ({ name: nameBeginning(query('name') ?? '') }),
  address: ({ name }) => ({ path: '/players', query: { name } }),
  statement: ({ name }, { game }) => foundPlayers(game.id, nameKey(name), MOST_FOUND),
  render({ players, ranked }, { name }, reader) {
    const { words } = reader;
    const { search: own } = words.ladder;
    const { shared } = words;
    return {
      title: own.title,
      content: (
        <>
          <div class="title">
            <h1>{own.title}</h1>
            {name !== '' && (
              <p>
                <Sentence of={own.results} name={name} />
              </p>
            )}
          </div>
          {players.length === 0 && <p class="empty">{own.none}</p>}
          {players.length > 0 && (
            <ul class="found">
              {players.map(({ name: found, country, best }) => (
                <li>
                  <RankBadge rank={rankOf(best?.place ?? null, ranked, reader.game.tiers)} reader={reader} />
                  <PlayerLink name={found} country={country} reader={reader} />
                  {best && (
                    <span class="under">
                      <FactionName id={best.faction} reader={reader} /> {reader.number(best.rating)}{' '}
                      {shared.placeOf(reader.number(best.place), reader.number(ranked))}
                    </span>
                  )}
                </li>
              ))}
            </ul>
          )}
          {players.length === MOST_FOUND && <p>{own.many(reader.number(MOST_FOUND))}</p>}
        </>
      ),
    };
  },
};
