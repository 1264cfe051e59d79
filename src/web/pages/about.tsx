// /about: how the ladder is played. Every number and name here comes from the game's data, and what the open season
// has of its own from the database: whatever is changed there is changed here.
import { rankCutoffs } from '../../ladder/rank.ts';
import { expectedScore, stakes } from '../../ladder/rating.ts';
import { seasonMaps } from '../../ladder/season.ts';
import { type FoundSeason, seasonList } from '../../sql/season-list.ts';
import type { Page } from '../page.ts';
import { Change, Marked } from '../parts/figures.tsx';
import { FactionName, RankBadge } from '../parts/names.tsx';
import type { Reader } from '../reader.ts';

const GAPS = [0, 100, 200, 300, 400];

export const about: Page<Record<never, never>, readonly FoundSeason[]> = {
  pattern: '/about',
  section: 'about',
  question: () => ({}),
  address: () => ({ path: '/about' }),
  statement: (_, { game }) => seasonList(game.id, null, 1),
  render([newest], _, reader) {
    const { about: words } = reader.words;
    const season = newest?.open ? newest : null;
    return {
      title: words.title,
      description: words.description(reader.game.name),
      content: (
        <>
          <div class="title">
            <h1>{words.title}</h1>
            <p>{words.lead(reader.game.name)}</p>
          </div>
          <div class="prose">
            <Rules season={season} reader={reader} />
          </div>
        </>
      ),
    };
  },
};

interface Ruled {
  readonly season: FoundSeason | null;
  readonly reader: Reader;
}

function Rules({ season, reader }: Ruled) {
  const { about: words } = reader.words;
  const { queue, match, sides, sidesBy, servers } = reader.game;
  const { number, unit, plural } = reader;
  const maps = seasonMaps(season?.maps ?? [], reader.game);
  const [one, other] = sides;
  const minutes = (value: number) => (value % 60 === 0 ? unit(value / 60, 'hour') : unit(value, 'minute'));
  return (
    <>
      <Part id="play" title={words.play.title}>
        <ol>
          {words.play.steps.map((step) => (
            <li>
              <Marked text={step} />
            </li>
          ))}
        </ol>
      </Part>
      <Part id="queue" title={words.queue.title}>
        <ul>
          <li>{words.queue.wave(unit(queue.waveSeconds, 'second'))}</li>
          <li>{words.queue.window(number(queue.window.first), number(queue.window.perWave))}</li>
          <li>
            {sidesBy === 'faction'
              ? words.queue.sidesByFaction(one.name, other.name)
              : words.queue.sidesByLot(one.name, other.name)}
          </li>
          <li>{words.queue.rematch(minutes(queue.rematchMinutes))}</li>
          {maps.length > 0 && <li>{words.queue.vetoes(number(queue.vetoes), number(maps.length))}</li>}
          {servers.length > 0 && <li>{words.queue.server}</li>}
          <li>{words.queue.entry(minutes(queue.entryMinutes))}</li>
        </ul>
      </Part>
      <Part id="match" title={words.match.title}>
        <ul>
          <li>{words.match.accept(unit(match.acceptSeconds, 'second'))}</li>
          <li>{words.match.report(minutes(match.reportMinutes))}</li>
          <li>{words.match.dispute(unit(match.disputeHours, 'hour'))}</li>
          <li>{plural(words.match.aborts, match.abortsPerMonth)}</li>
        </ul>
      </Part>
      <Part id="rating" title={words.rating.title}>
        <Ratings reader={reader} />
      </Part>
      <Part id="ranks" title={words.ranks.title}>
        <Ranks season={season} reader={reader} />
      </Part>
      <Part id="seasons" title={words.season.title}>
        <p>
          {words.season.length(
            unit(reader.game.season.days, 'day'),
            reader.percent(reader.game.season.drawnToStartPercent / 100),
          )}
        </p>
        <p>
          {season === null ? (
            words.season.none
          ) : (
            <bdi>{words.season.now(season.name, reader.day(season.endsAt))}</bdi>
          )}
        </p>
      </Part>
      <Pools season={season} maps={maps} reader={reader} />
    </>
  );
}

function Ratings({ reader }: { reader: Reader }) {
  const { rating: words } = reader.words.about;
  const { rating } = reader.game;
  const { number, percent } = reader;
  const [, gap = 100] = GAPS;
  return (
    <>
      {rating.system === 'elo' && <p>{words.elo(number(rating.start), number(rating.factor))}</p>}
      <p>
        {words.favourite(number(gap), percent(expectedScore(rating.start + gap, rating.start, rating)))}{' '}
        {words.stakes}
      </p>
      <table>
        <caption>{words.table}</caption>
        <thead>
          <tr>
            {[words.gap, words.chance, words.win, words.loss].map((head) => (
              <th scope="col" class="number">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {GAPS.map((lead) => {
            const { own } = stakes(rating.start + lead, rating.start, rating);
            return (
              <tr>
                <th scope="row" class="number">
                  {number(lead)}
                </th>
                <td class="number">{percent(expectedScore(rating.start + lead, rating.start, rating))}</td>
                <td class="number">
                  <Change by={own.win} reader={reader} />
                </td>
                <td class="number">
                  <Change by={own.loss} reader={reader} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </>
  );
}

function Ranks({ season, reader }: Ruled) {
  const { ranks: words } = reader.words.about;
  const { tiers, rankedDays } = reader.game;
  const { number, percent } = reader;
  const cutoffs = season === null ? null : rankCutoffs(season.ranked, tiers);
  let share = 0;
  return (
    <>
      <p>{words.text}</p>
      <table>
        <caption class="aside">{words.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.rank}</th>
            <th scope="col" class="number">
              {words.share}
            </th>
            <th scope="col" class="number">
              {words.upTo}
            </th>
            {cutoffs && (
              <th scope="col" class="number">
                {words.now}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {tiers.map((tier, place) => {
            share += tier.percent;
            const above = cutoffs?.[place - 1]?.last ?? 0;
            const last = cutoffs?.[place]?.last ?? 0;
            return (
              <tr>
                <th scope="row">
                  <RankBadge rank={tier.id} reader={reader} />
                </th>
                <td class="number">{percent(tier.percent / 100)}</td>
                <td class="number">{percent(share / 100)}</td>
                {cutoffs && (
                  <td class="number">
                    {last > above ? `${number(above + 1)}–${number(last)}` : reader.words.shared.none}
                  </td>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
      <p>{words.idle(reader.unit(rankedDays, 'day'))}</p>
    </>
  );
}

function Pools({ season, maps, reader }: Ruled & { maps: readonly string[] }) {
  const { about: words } = reader.words;
  const { factions, servers } = reader.game;
  return (
    <>
      {factions.length > 1 && (
        <Part id="factions" title={words.factions.title}>
          <ul class="chips">
            {factions.map(({ id }) => (
              <li>
                <FactionName id={id} reader={reader} />
              </li>
            ))}
          </ul>
        </Part>
      )}
      {maps.length > 0 && (
        <Part id="maps" title={words.maps.title}>
          {season && (
            <p>
              <bdi>{words.maps.text(season.name)}</bdi>
            </p>
          )}
          <ul class="chips">
            {maps.map((map) => (
              <li>{reader.map(map)}</li>
            ))}
          </ul>
        </Part>
      )}
      {servers.length > 0 && (
        <Part id="servers" title={words.servers.title}>
          <ul class="chips">
            {servers.map(({ name }) => (
              <li>{name}</li>
            ))}
          </ul>
        </Part>
      )}
    </>
  );
}

function Part({ id, title, children }: { id: string; title: string; children?: unknown }) {
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children as never}
    </section>
  );
}
