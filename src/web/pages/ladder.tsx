// / and /seasons/:slug/standings: the leaderboard, of the newest season or of one that is named, with filters and pages.
import type { LeaderboardPage } from '../../ladder/leaderboard.ts';
import { countriesByName } from '../../messages/country.ts';
import { leaderboardPage, NEWEST_SEASON } from '../../sql/leaderboard.ts';
import type { Page } from '../page.ts';
import { StandingsTable } from '../parts/standings-table.tsx';
import type { Query, Reader } from '../reader.ts';
import { isSlug } from '../slug.ts';
import { type StandingsQuestion, standingsQuery, standingsQuestion } from '../standings-question.ts';

interface Question extends StandingsQuestion {
  /** The slug of its season; null for the open one or, between two, the last. */
  readonly season: string | null;
}

function pathOf({ season }: Question): string {
  return season === null ? '/' : `/seasons/${encodeURIComponent(season)}/standings`;
}

const shared = {
  address: (question: Question) => ({ path: pathOf(question), query: standingsQuery(question) }),
  statement: ({ filters, anchor, season }: Question, { game }) =>
    leaderboardPage(game, filters, anchor, { season: season ?? NEWEST_SEASON, long: false }),
} satisfies Partial<Page<Question, LeaderboardPage | null>>;

export const ladder: Page<Question, LeaderboardPage | null> = {
  ...shared,
  pattern: '/',
  section: 'ladder',
  question: (asked, game) => ({ season: null, ...standingsQuestion(asked, game) }),
  render: (found, question, reader) => (found === null ? noSeason(reader) : shown(found, question, reader)),
};

export const seasonStandings: Page<Question, LeaderboardPage | null> = {
  ...shared,
  pattern: '/seasons/:slug/standings',
  section: 'seasons',
  question(asked, game) {
    const season = asked.parameter('slug');
    return isSlug(season) ? { season, ...standingsQuestion(asked, game) } : null;
  },
  render: (found, question, reader) => (found === null ? null : shown(found, question, reader)),
};

function noSeason({ words: { ladder: words } }: Reader) {
  return {
    title: words.title,
    content: (
      <div class="notice">
        <h1>{words.noSeason}</h1>
      </div>
    ),
  };
}

function shown(found: LeaderboardPage, question: Question, reader: Reader) {
  const { words, game } = reader;
  const lines = found.lines.map(({ key, ...line }) => ({
    ...line,
    rating: key.rating,
    lastPlayedAt: key.lastPlayedAt,
  }));
  return {
    title: `${words.ladder.title} · ${found.season}`,
    description: words.ladder.description(game.name, found.season),
    content: (
      <>
        <div class="title">
          <h1>{found.closedAt === null ? words.ladder.title : words.ladder.final}</h1>
          <p>
            <a href={reader.link(`/seasons/${encodeURIComponent(found.seasonSlug)}`)}>
              <bdi>{found.season}</bdi>
            </a>
            {' · '}
            {reader.plural(words.shared.ranked, found.ranked)}
            {' · '}
            {found.closedAt === null
              ? words.ladder.until(reader.day(found.endsAt))
              : words.ladder.closed(reader.day(found.closedAt))}
          </p>
        </div>
        <Filters question={question} reader={reader} />
        {lines.length === 0 ? (
          <Nobody found={found} question={question} reader={reader} />
        ) : (
          <StandingsTable
            lines={lines}
            ranked={found.ranked}
            caption={words.ladder.caption(found.season)}
            reader={reader}
          />
        )}
        <Turning found={found} question={question} reader={reader} />
      </>
    ),
  };
}

interface Shown {
  readonly found: LeaderboardPage;
  readonly question: Question;
  readonly reader: Reader;
}

/** Why there are no lines. */
function Nobody({ found, question, reader }: Shown) {
  const { ladder: words } = reader.words;
  if (found.ranked === 0) {
    return <p class="empty">{found.closedAt === null ? words.nobodyRanked : words.nobodyWasRanked}</p>;
  }
  if (question.anchor.at === 'top') return <p class="empty">{words.nobodyFits}</p>;
  return (
    <>
      <p class="empty">{words.nobodyThere}</p>
      <nav class="turning" aria-label={words.pages}>
        <a href={reader.link(pathOf(question), standingsQuery({ ...question, anchor: { at: 'top' } }))}>
          {words.top}
        </a>
      </nav>
    </>
  );
}

function Filters({ question, reader }: { question: Question; reader: Reader }) {
  const { game, language, link } = reader;
  const words = reader.words.ladder.filters;
  const { filters } = question;
  const path = pathOf(question);
  const factions = game.factions.length > 1;
  const isFiltered = filters.faction ?? filters.rank ?? filters.country ?? filters.bestOnly;
  return (
    <form class="filters" action={path} aria-label={words.label}>
      {link('/') !== '/' && <input type="hidden" name="lang" value={language.tag} />}
      {factions && (
        <Choice name="faction" label={words.faction} every={words.everyFaction} chosen={filters.faction}>
          {game.factions.map(({ id, name }) => [id, name])}
        </Choice>
      )}
      <Choice name="rank" label={words.rank} every={words.everyRank} chosen={filters.rank}>
        {game.tiers.map(({ id }) => [id, reader.words.shared.rank(id)])}
      </Choice>
      <Choice name="country" label={words.country} every={words.everyCountry} chosen={filters.country}>
        {countriesByName(language.locale).map(({ code, name }) => [code, name])}
      </Choice>
      {factions && (
        <label class="check">
          <input type="checkbox" name="best" value="1" checked={filters.bestOnly} /> {words.best}
        </label>
      )}
      <label class="field short">
        <span>{words.place}</span>
        <input type="number" name="place" min="1" max="99999999" inputmode="numeric" />
      </label>
      <button type="submit">{words.show}</button>
      {isFiltered && (
        <a class="clear" href={link(path)}>
          {words.clear}
        </a>
      )}
    </form>
  );
}

interface ChoiceOf {
  readonly name: string;
  readonly label: string;
  readonly every: string;
  readonly chosen: string | null;
  /** Values and what they are called. */
  readonly children: readonly (readonly [string, string])[];
}

function Choice({ name, label, every, chosen, children }: ChoiceOf) {
  return (
    <label class="field">
      <span>{label}</span>
      <select name={name}>
        <option value="">{every}</option>
        {children.map(([value, text]) => (
          <option value={value} selected={value === chosen}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

function Turning({ found, question, reader }: Shown) {
  const { link, number } = reader;
  const words = reader.words.ladder;
  const [first, last] = [found.lines[0], found.lines.at(-1)];
  if (!first || !last) return null;
  const at = (anchor: Question['anchor']): Query => standingsQuery({ ...question, anchor });
  const path = pathOf(question);
  return (
    <nav class="turning" aria-label={words.pages}>
      {found.hasAbove ? (
        <>
          <a href={link(path, at({ at: 'top' }))}>{words.top}</a>
          <a rel="prev" href={link(path, at({ at: 'above', key: first.key }))}>
            {words.previous}
          </a>
        </>
      ) : null}
      <span>{words.places(number(first.place), number(last.place), number(found.ranked))}</span>
      {found.hasBelow && (
        <a rel="next" href={link(path, at({ at: 'below', key: last.key }))}>
          {words.next}
        </a>
      )}
    </nav>
  );
}
