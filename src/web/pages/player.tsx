// /players/:name: where somebody stands, how he got there, what he has played.
import { soughtKey } from '../../ladder/player.ts';
import type { CurrentStanding, PublicPlayer } from '../../ladder/public-player.ts';
import { rankOf } from '../../ladder/rank.ts';
import { winShare } from '../../ladder/standing.ts';
import { publicPlayer } from '../../sql/public-player.ts';
import type { Page } from '../page.ts';
import { Activity } from '../parts/activity.tsx';
import { Change, Figure, Games } from '../parts/figures.tsx';
import { FactionName, Flag, Moment, PlayerLink, playerPath, RankBadge, Sentence } from '../parts/names.tsx';
import { RatingPlot } from '../parts/rating-plot.tsx';
import type { Reader } from '../reader.ts';

interface Question {
  readonly name: string;
  readonly now: Date;
}

export const player: Page<Question, PublicPlayer | null> = {
  pattern: '/players/:name',
  section: 'ladder',
  question({ parameter, now }) {
    const name = soughtKey(parameter('name').trim());
    return name === null ? null : { name, now };
  },
  address: ({ name }) => ({ path: playerPath(name) }),
  statement: ({ name, now }, { game }) => publicPlayer(game.id, now, name),
  render(found, { now }, reader) {
    if (found === null) return null;
    if (found.hasLeft) return left(found, reader);
    const { words, game } = reader;
    return {
      title: found.name,
      description: words.player.description(found.name, game.name),
      script: 'plot.js',
      content: <Shown found={found} now={now} reader={reader} />,
    };
  },
};

function left({ name }: PublicPlayer, { words }: Reader) {
  const { title, text } = words.player.left;
  return {
    status: 404 as const,
    title: title(name),
    content: (
      <div class="notice">
        <h1>
          <Sentence of={title} name={name} />
        </h1>
        <p>{text}</p>
      </div>
    ),
  };
}

interface Found {
  readonly found: PublicPlayer;
  readonly reader: Reader;
}

function Shown({ found, now, reader }: Found & { now: Date }) {
  const { words } = reader;
  const region = reader.region(found.region);
  const series = found.standings.map(({ faction, course }) => ({ faction, points: course }));
  return (
    <>
      <div class="title">
        <h1>
          <Flag code={found.country} reader={reader} /> <bdi>{found.name}</bdi>
        </h1>
        <p>
          {region !== null && `${words.player.plays(region)} · `}
          {words.player.since(reader.day(found.since))}
        </p>
      </div>
      <section aria-labelledby="standings">
        <h2 id="standings">
          {words.player.standings}
          {found.season && (
            <>
              {' · '}
              <a href={reader.link(`/seasons/${encodeURIComponent(found.season.slug)}`)}>
                <bdi>{found.season.name}</bdi>
              </a>
            </>
          )}
        </h2>
        {found.standings.length === 0 && <p class="empty">{words.player.noMatches}</p>}
        <div class="cards">
          {found.standings.map((standing) => (
            <StandingCard standing={standing} ranked={found.season?.ranked ?? 0} reader={reader} />
          ))}
        </div>
      </section>
      {series.length > 0 && (
        <section aria-labelledby="plot">
          <h2 id="plot">{words.player.plot.title}</h2>
          <RatingPlot series={series} reader={reader} />
        </section>
      )}
      <section aria-labelledby="recent">
        <h2 id="recent">{words.player.recent.title}</h2>
        <Recent found={found} now={now} reader={reader} />
      </section>
      <section aria-labelledby="activity">
        <h2 id="activity">{words.player.activity.title}</h2>
        <Activity days={found.days} today={now} reader={reader} />
      </section>
      {found.past.length > 0 && (
        <section aria-labelledby="past">
          <h2 id="past">{words.player.past.title}</h2>
          <Past found={found} reader={reader} />
        </section>
      )}
    </>
  );
}

interface Card {
  readonly standing: CurrentStanding;
  readonly ranked: number;
  readonly reader: Reader;
}

function StandingCard({ standing, ranked, reader }: Card) {
  const { shared, player: words } = reader.words;
  const { place, faction, rating, peak, lastPlayedAt } = standing;
  return (
    <article class="card">
      <RankBadge rank={rankOf(place, ranked, reader.game.tiers)} reader={reader} large />
      <h3>
        <FactionName id={faction} reader={reader} />
      </h3>
      <p class="big">{reader.number(rating)}</p>
      <p class="under">
        {place === null ? shared.unranked : shared.placeOf(reader.number(place), reader.number(ranked))}
      </p>
      <dl class="figures">
        <Figure name={shared.record.short}>
          <Games of={standing} reader={reader} />
        </Figure>
        <Figure name={shared.share.short}>{reader.percent(winShare(standing))}</Figure>
        <Figure name={words.peak}>{reader.number(peak)}</Figure>
        <Figure name={words.lastPlayed}>
          <Moment at={lastPlayedAt} reader={reader} day />
        </Figure>
      </dl>
    </article>
  );
}

function Recent({ found, now, reader }: Found & { now: Date }) {
  const { shared, match: ended, player } = reader.words;
  const words = player.recent;
  if (found.matches.length === 0) return <p class="empty">{words.none}</p>;
  const stateOf = ({ state, result, moved, after }: PublicPlayer['matches'][number]) => {
    if (result !== null) return player.result[result];
    return after !== null && moved === 0 ? ended.state.undone : ended.state[state];
  };
  return (
    <table class="recent">
      <caption class="aside">{words.caption(found.name)}</caption>
      <thead>
        <tr>
          <th scope="col">{words.result}</th>
          <th scope="col" class="number">
            {words.change}
          </th>
          <th scope="col" class="number wide">
            {shared.rating}
          </th>
          <th scope="col">{words.opponent}</th>
          <th scope="col" class="wide">
            {shared.map}
          </th>
          <th scope="col" class="number">
            {words.date}
          </th>
        </tr>
      </thead>
      <tbody>
        {found.matches.map((match) => (
          <tr>
            <th scope="row">
              <a class={`result ${match.result ?? 'other'}`} href={reader.link(`/matches/${match.id}`)}>
                {stateOf(match)}
              </a>
            </th>
            <td class="number">
              <Change by={match.moved} reader={reader} />
            </td>
            <td class="number wide">{match.after === null ? shared.none : reader.number(match.after)}</td>
            <td>
              <PlayerLink name={match.opponent} country={match.opponentCountry} reader={reader} />
              <span class="under">
                <FactionName id={match.faction} reader={reader} /> {shared.vs}{' '}
                <FactionName id={match.opponentFaction} reader={reader} />
              </span>
            </td>
            <td class="wide">{match.map === null ? shared.none : reader.map(match.map)}</td>
            <td class="number">
              <time datetime={match.at.toISOString()}>{reader.recentDay(match.at, now)}</time>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Past({ found, reader }: Found) {
  const { shared, player } = reader.words;
  return (
    <table>
      <caption class="aside">{player.past.caption(found.name)}</caption>
      <thead>
        <tr>
          <th scope="col">{shared.season}</th>
          <th scope="col">{shared.faction}</th>
          <th scope="col" class="number">
            {shared.rating}
          </th>
          <th scope="col" class="number">
            {shared.place}
          </th>
          <th scope="col" class="number wide">
            <abbr title={shared.record.long}>{shared.record.short}</abbr>
          </th>
        </tr>
      </thead>
      <tbody>
        {found.past.map((one) => (
          <tr>
            <th scope="row">
              <a href={reader.link(`/seasons/${encodeURIComponent(one.seasonSlug)}`)}>
                <bdi>{one.season}</bdi>
              </a>
            </th>
            <td>
              <FactionName id={one.faction} reader={reader} />
            </td>
            <td class="number">{reader.number(one.rating)}</td>
            <td class="number">
              {one.place === null ? (
                shared.none
              ) : (
                <>
                  <RankBadge rank={rankOf(one.place, one.ranked, reader.game.tiers)} reader={reader} />{' '}
                  {reader.number(one.place)}
                </>
              )}
            </td>
            <td class="number wide">
              <Games of={one} reader={reader} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
