// /matches/:id: who met whom, what was at stake, how it ended and what it moved. Who has reported what, how to reach
// the players, and who of staff decided are not for everybody.
import type { Contestant } from '../../ladder/match.ts';
import type { PublicContestant, PublicMatch } from '../../ladder/public-match.ts';
import { publicMatch } from '../../sql/public-match.ts';
import type { Page } from '../page.ts';
import { Change, Figure } from '../parts/figures.tsx';
import { FactionName, Moment, PlayerLink, Sentence } from '../parts/names.tsx';
import type { Reader } from '../reader.ts';

interface Question {
  readonly id: string;
}

const CONTESTANTS = ['first', 'second'] as const;

export const match: Page<Question, PublicMatch | null> = {
  pattern: '/matches/:id',
  section: 'ladder',
  question({ parameter }) {
    const id = parameter('id');
    // Within PostgreSQL's bigint, and written in one way.
    return /^[1-9]\d{0,17}$/.test(id) ? { id } : null;
  },
  address: ({ id }) => ({ path: `/matches/${id}` }),
  statement: ({ id }, { game }) => publicMatch(game.id, id),
  render(found, _, reader) {
    if (found === null) return null;
    const words = reader.words.match;
    const { first, second } = found.players;
    return {
      title: words.title(first.name, second.name),
      description: words.description(first.name, second.name, found.season.name),
      content: <Shown found={found} reader={reader} />,
    };
  },
};

interface Found {
  readonly found: PublicMatch;
  readonly reader: Reader;
}

function Shown({ found, reader }: Found) {
  const { first, second } = found.players;
  const words = reader.words.match;
  return (
    <>
      <div class="title">
        <h1>
          <bdi>{first.name}</bdi> {reader.words.shared.vs} <bdi>{second.name}</bdi>
        </h1>
        <p>
          {words.number(found.id)} {' · '}
          <a href={reader.link(`/seasons/${encodeURIComponent(found.season.slug)}`)}>
            <bdi>{found.season.name}</bdi>
          </a>
        </p>
      </div>
      <p class={`outcome ${found.state}`}>
        <strong>{stateOf(found, reader)}</strong> {textOf(found, reader)}
      </p>
      <div class="versus">
        {CONTESTANTS.map((which) => (
          <Side found={found} which={which} reader={reader} />
        ))}
      </div>
      <section aria-labelledby="stakes">
        <h2 id="stakes">{words.stakes.title}</h2>
        <Stakes found={found} reader={reader} />
      </section>
      <section aria-labelledby="facts">
        <h2 id="facts">{words.facts}</h2>
        <Facts found={found} reader={reader} />
      </section>
    </>
  );
}

function isUndone({ state, players: { first } }: PublicMatch): boolean {
  return state === 'void' && first.after !== null;
}

function stateOf(found: PublicMatch, { words: { match: words } }: Reader): string {
  return isUndone(found) ? words.state.undone : words.state[found.state];
}

function textOf(found: PublicMatch, { words: { match: words } }: Reader) {
  const { state, outcome, players } = found;
  if (isUndone(found)) return words.text.undone;
  if (state !== 'decided') return words.text[state];
  if (outcome === 'draw' || outcome === null) return words.text.draw;
  return <Sentence of={words.text.won} name={players[outcome].name} />;
}

function Side({ found, which, reader }: Found & { which: Contestant }) {
  const words = reader.words.match;
  const { name, country, faction, rating, moved, after }: PublicContestant = found.players[which];
  const side = reader.game.sides[which === 'first' ? 0 : 1];
  const won = found.outcome === which;
  return (
    <article class={`card ${won ? 'winner' : ''}`}>
      <h2>
        <PlayerLink name={name} country={country} reader={reader} />
      </h2>
      <p class="under">
        {reader.game.sidesBy === 'lot' ? side.name : <FactionName id={faction} reader={reader} />}
        {won && <span class="mark">{words.winner}</span>}
      </p>
      <dl class="figures">
        <Figure name={words.ratingThen}>{reader.number(rating)}</Figure>
        <Figure name={words.change}>
          <Change by={moved} reader={reader} />
        </Figure>
        {after !== null && <Figure name={words.ratingAfter}>{reader.number(after)}</Figure>}
      </dl>
    </article>
  );
}

function Stakes({ found, reader }: Found) {
  const { stakes: words } = reader.words.match;
  return (
    <table class="narrow-table">
      <caption class="aside">{words.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{reader.words.shared.player}</th>
          {(['win', 'draw', 'loss'] as const).map((result) => (
            <th scope="col" class="number">
              {words[result]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {CONTESTANTS.map((which) => (
          <tr>
            <th scope="row">
              <bdi>{found.players[which].name}</bdi>
            </th>
            {(['win', 'draw', 'loss'] as const).map((result) => (
              <td class="number">
                <Change by={found.players[which].stakes[result]} reader={reader} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Facts({ found, reader }: Found) {
  const { shared, match: words } = reader.words;
  const { map, server, waveAt, liveAt, endedAt } = found;
  const minutes = liveAt && endedAt ? Math.round((endedAt.getTime() - liveAt.getTime()) / 60_000) : null;
  return (
    <dl class="figures facts">
      {map !== null && <Figure name={shared.map}>{reader.map(map)}</Figure>}
      {server !== null && <Figure name={shared.server}>{reader.server(server)}</Figure>}
      <Figure name={words.paired}>
        <Moment at={waveAt} reader={reader} />
      </Figure>
      {liveAt && (
        <Figure name={words.begun}>
          <Moment at={liveAt} reader={reader} />
        </Figure>
      )}
      {endedAt && (
        <Figure name={words.ended}>
          <Moment at={endedAt} reader={reader} />
        </Figure>
      )}
      {minutes !== null && found.state === 'decided' && (
        <Figure name={words.lasted}>{reader.unit(minutes, 'minute')}</Figure>
      )}
    </dl>
  );
}
