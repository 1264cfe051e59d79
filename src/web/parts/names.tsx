// Who and what, wherever it stands in a page: names typed by players keep their own direction and touch nothing around.
import { countryFlag } from '../../ladder/country.ts';
import { FORGOTTEN_NAME } from '../../ladder/player.ts';
import { UNRANKED } from '../../ladder/rank.ts';
import type { Reader } from '../reader.ts';

export function Flag({ code, reader }: { code: string | null; reader: Reader }) {
  const flag = code === null ? '' : countryFlag(code);
  if (code === null || flag === '') return <span class="flag" aria-hidden="true" />;
  const name = reader.country(code);
  return (
    <span class="flag" role="img" aria-label={name} title={name}>
      {flag}
    </span>
  );
}

export function playerPath(name: string): string {
  return `/players/${encodeURIComponent(name)}`;
}

interface Named {
  readonly name: string;
  readonly country: string | null;
  readonly reader: Reader;
}

export function PlayerLink({ name, country, reader }: Named) {
  return (
    <span class="player">
      <Flag code={country} reader={reader} />
      {name === FORGOTTEN_NAME ? (
        <bdi>{name}</bdi>
      ) : (
        <a href={reader.link(playerPath(name))}>
          <bdi>{name}</bdi>
        </a>
      )}
    </span>
  );
}

/** What stands for the name while a sentence is made: no name has it. */
const NAMED = '\0';

/** A sentence with a name in it: isolated, for a name from right to left at its beginning would turn all of it around. */
export function Sentence({ of, name }: { of: (name: string) => string; name: string }) {
  return (
    <>
      {of(NAMED)
        .split(NAMED)
        .map((part, place) => (
          <>
            {place > 0 && <bdi>{name}</bdi>}
            {part}
          </>
        ))}
    </>
  );
}

/** A letter on the colour of its tier. */
export function RankBadge({ rank, reader, large }: { rank: string; reader: Reader; large?: boolean }) {
  const { rank: named, unranked } = reader.words.shared;
  const meaning = rank === UNRANKED ? unranked : named(rank);
  return (
    <span class={`rank rank-${rank}${large ? ' large' : ''}`} role="img" aria-label={meaning} title={meaning}>
      {rank}
    </span>
  );
}

/** A dot of the colour that the faction has in every plot, and its name. */
export function FactionName({ id, reader }: { id: string; reader: Reader }) {
  const place = reader.game.factions.findIndex((faction) => faction.id === id);
  return <span class={`faction line-${Math.max(0, place)}`}>{reader.faction(id)}</span>;
}

export function Moment({ at, reader, day }: { at: Date; reader: Reader; day?: boolean }) {
  return <time datetime={at.toISOString()}>{day ? reader.day(at) : reader.moment(at)}</time>;
}
