// /seasons/:slug: one season, kept for good: its figures, who led it, who was best with what; and /seasons: all of them.
import {
  COUNTED,
  type ListedSeason,
  type PublicSeason,
  type SeasonName,
} from '../../ladder/public-season.ts';
import { rankOf } from '../../ladder/rank.ts';
import { seasonMaps } from '../../ladder/season.ts';
import { listedSeasons, publicSeason } from '../../sql/public-season.ts';
import type { Page } from '../page.ts';
import { Figure } from '../parts/figures.tsx';
import { FactionName, Moment, PlayerLink, RankBadge } from '../parts/names.tsx';
import { StandingsTable } from '../parts/standings-table.tsx';
import type { Reader } from '../reader.ts';
import { isSlug } from '../slug.ts';

const MOST_LISTED = 200;
const DAY_MS = 86_400_000;

function pathOf({ slug }: Pick<SeasonName, 'slug'>): string {
  return `/seasons/${encodeURIComponent(slug)}`;
}

export const season: Page<{ readonly slug: string; readonly now: Date }, PublicSeason | null> = {
  pattern: '/seasons/:slug',
  section: 'seasons',
  question({ parameter, now }) {
    const slug = parameter('slug');
    return isSlug(slug) ? { slug, now } : null;
  },
  address: (question) => ({ path: pathOf(question) }),
  statement: ({ slug }, { game }) =>
    publicSeason(
      game.id,
      slug,
      game.factions.map(({ id }) => id),
    ),
  render(found, { now }, reader) {
    if (found === null) return null;
    const words = reader.words.season;
    return {
      title: found.name,
      description: words.describe(found.name, reader.game.name),
      content: <Shown found={found} now={now} reader={reader} />,
    };
  },
};

interface Found {
  readonly found: PublicSeason;
  readonly reader: Reader;
}

function Shown({ found, now, reader }: Found & { now: Date }) {
  const { season: words, ladder } = reader.words;
  const [first] = found.top;
  const closed = found.closedAt !== null;
  const end = found.closedAt ?? now;
  const days = Math.max(0, Math.round((end.getTime() - found.startsAt.getTime()) / DAY_MS));
  const count = (value: number) =>
    value > COUNTED ? reader.words.shared.more(reader.number(COUNTED)) : reader.number(value);
  return (
    <>
      <div class="title">
        <h1>
          <bdi>{found.name}</bdi>
        </h1>
        <p>
          <span class={`state ${closed ? 'closed' : 'open'}`}>{closed ? words.closed : words.open}</span>{' '}
          <Time season={found} reader={reader} />
        </p>
      </div>
      <section class="champion" aria-labelledby="champion">
        <h2 id="champion">{closed ? words.champion : words.leading}</h2>
        {first === undefined ? (
          <p class="empty">{closed ? words.nobody : ladder.nobodyRanked}</p>
        ) : (
          <p class="podium">
            <RankBadge rank={rankOf(first.place, found.ranked, reader.game.tiers)} reader={reader} large />
            <span>
              <PlayerLink name={first.name} country={first.country} reader={reader} />
              <span class="under">
                <FactionName id={first.faction} reader={reader} />{' '}
                <strong>{reader.number(first.rating)}</strong>
              </span>
            </span>
          </p>
        )}
      </section>
      <section aria-labelledby="figures">
        <h2 id="figures">{words.figures}</h2>
        <dl class="figures">
          <Figure name={words.matches}>{count(found.matches)}</Figure>
          <Figure name={words.players}>{count(found.players)}</Figure>
          <Figure name={words.standings}>{reader.number(found.ranked)}</Figure>
          <Figure name={words.days}>{reader.number(days)}</Figure>
        </dl>
      </section>
      {found.top.length > 0 && (
        <section aria-labelledby="top">
          <h2 id="top">{closed ? words.finalTop : words.top}</h2>
          <StandingsTable
            lines={found.top}
            ranked={found.ranked}
            caption={ladder.caption(found.name)}
            reader={reader}
          />
          <p>
            <a class="button" href={reader.link(`${pathOf(found)}/standings`)}>
              {words.all}
            </a>
          </p>
        </section>
      )}
      {found.best.length > 1 && (
        <section aria-labelledby="best">
          <h2 id="best">{words.best}</h2>
          <ul class="found">
            {found.best.map((line) => (
              <li>
                <FactionName id={line.faction} reader={reader} />
                <PlayerLink name={line.name} country={line.country} reader={reader} />
                <span class="under">{reader.number(line.rating)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {reader.game.maps.length > 0 && (
        <section aria-labelledby="maps">
          <h2 id="maps">{words.maps}</h2>
          <ul class="chips">
            {seasonMaps(found.maps, reader.game).map((map) => (
              <li>{reader.map(map)}</li>
            ))}
          </ul>
        </section>
      )}
      {(found.previous ?? found.next) && (
        <nav class="turning" aria-label={words.neighbours}>
          {found.previous && (
            <a rel="prev" href={reader.link(pathOf(found.previous))}>
              ← <bdi>{found.previous.name}</bdi>
            </a>
          )}
          {found.next && (
            <a rel="next" href={reader.link(pathOf(found.next))}>
              <bdi>{found.next.name}</bdi> →
            </a>
          )}
        </nav>
      )}
    </>
  );
}

type Times = Pick<PublicSeason, 'startsAt' | 'endsAt' | 'closedAt'>;

function Time({ season: { startsAt, endsAt, closedAt }, reader }: { season: Times; reader: Reader }) {
  const { from, until } = reader.words.season;
  const start = reader.day(startsAt);
  return <>{closedAt === null ? until(start, reader.day(endsAt)) : from(start, reader.day(closedAt))}</>;
}

export const seasons: Page<Record<never, never>, readonly ListedSeason[]> = {
  pattern: '/seasons',
  section: 'seasons',
  question: () => ({}),
  address: () => ({ path: '/seasons' }),
  statement: (_, { game }) => listedSeasons(game.id, MOST_LISTED),
  render(found, _, reader) {
    const words = reader.words.season;
    return {
      title: words.title,
      description: words.description(reader.game.name),
      content: (
        <>
          <div class="title">
            <h1>{words.title}</h1>
          </div>
          {found.length === 0 ? <p class="empty">{words.none}</p> : <List found={found} reader={reader} />}
        </>
      ),
    };
  },
};

function List({ found, reader }: { found: readonly ListedSeason[]; reader: Reader }) {
  const words = reader.words.season;
  return (
    <table>
      <caption class="aside">{words.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{words.name}</th>
          <th scope="col" class="wide">
            {words.time}
          </th>
          <th scope="col">{words.leader}</th>
          <th scope="col" class="number">
            {words.ranked}
          </th>
        </tr>
      </thead>
      <tbody>
        {found.map((one) => (
          <tr>
            <th scope="row">
              <a href={reader.link(pathOf(one))}>
                <bdi>{one.name}</bdi>
              </a>
              <span class={`state ${one.closedAt ? 'closed' : 'open'}`}>
                {one.closedAt ? words.closed : words.open}
              </span>
            </th>
            <td class="wide">
              <Moment at={one.startsAt} reader={reader} day /> –{' '}
              <Moment at={one.closedAt ?? one.endsAt} reader={reader} day />
            </td>
            <td>
              {one.leader === null ? (
                reader.words.shared.none
              ) : (
                <>
                  <PlayerLink name={one.leader.name} country={one.leader.country} reader={reader} />
                  <span class="under">
                    <FactionName id={one.leader.faction} reader={reader} />
                  </span>
                </>
              )}
            </td>
            <td class="number">{reader.number(one.ranked)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
