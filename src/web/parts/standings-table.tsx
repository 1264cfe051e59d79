// Standings line by line, as the leaderboard and a season have them.
import { rankOf } from '../../ladder/rank.ts';
import { winShare } from '../../ladder/standing.ts';
import type { Reader } from '../reader.ts';
import { Games } from './figures.tsx';
import { FactionName, Moment, PlayerLink, RankBadge } from './names.tsx';

export interface StandingLine {
  readonly place: number;
  readonly name: string;
  readonly country: string | null;
  readonly faction: string;
  readonly rating: number;
  readonly wins: number;
  readonly losses: number;
  readonly draws: number;
  readonly lastPlayedAt?: Date;
}

interface Standings {
  readonly lines: readonly StandingLine[];
  readonly ranked: number;
  readonly caption: string;
  readonly reader: Reader;
}

export function StandingsTable({ lines, ranked, caption, reader }: Standings) {
  const { shared, ladder } = reader.words;
  const dated = lines.some(({ lastPlayedAt }) => lastPlayedAt !== undefined);
  return (
    <table class="standings">
      <caption class="aside">{caption}</caption>
      <thead>
        <tr>
          <th scope="col" class="number">
            {shared.place}
          </th>
          <th scope="col">
            <span class="aside">{ladder.filters.rank}</span>
          </th>
          <th scope="col">{shared.player}</th>
          <th scope="col" class="wide">
            {shared.faction}
          </th>
          <th scope="col" class="number">
            {shared.rating}
          </th>
          <th scope="col" class="number wide">
            <abbr title={shared.record.long}>{shared.record.short}</abbr>
          </th>
          <th scope="col" class="number wide">
            <abbr title={shared.share.long}>{shared.share.short}</abbr>
          </th>
          {dated && (
            <th scope="col" class="number widest">
              {ladder.lastPlayed}
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr>
            <td class="number place">{reader.number(line.place)}</td>
            <td class="badge">
              <RankBadge rank={rankOf(line.place, ranked, reader.game.tiers)} reader={reader} />
            </td>
            <th scope="row">
              <PlayerLink name={line.name} country={line.country} reader={reader} />
              <span class="narrow under">
                <FactionName id={line.faction} reader={reader} /> · <Games of={line} reader={reader} />
              </span>
            </th>
            <td class="wide">
              <FactionName id={line.faction} reader={reader} />
            </td>
            <td class="number strong">{reader.number(line.rating)}</td>
            <td class="number wide">
              <Games of={line} reader={reader} />
            </td>
            <td class="number wide">{reader.percent(winShare(line))}</td>
            {dated && (
              <td class="number widest">
                {line.lastPlayedAt && <Moment at={line.lastPlayedAt} reader={reader} day />}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
