// What is going on, for staff: the season, the queue, the matches that are open, the messages on their way.
import { escapeMarkdown, plainName } from '../discord/markdown.ts';
import { type MessageReply, message } from '../discord/response.ts';
import type { MatchState } from '../ladder/match.ts';
import { wordsFor } from './languages/index.ts';
import { timestamp, wholeNumber } from './words.ts';

export interface Snapshot {
  readonly season: { readonly name: string; readonly startsAt: Date; readonly endsAt: Date } | null;
  readonly queue: { readonly waiting: number; readonly since: Date | null };
  readonly open: Readonly<Record<'proposed' | 'live' | 'disputed', number>>;
  /** Disputes first; not all, where there are many. */
  readonly matches: readonly OpenMatch[];
  readonly outbox: { readonly unsent: number; readonly since: Date | null };
}

export interface OpenMatch {
  readonly id: string;
  readonly state: MatchState;
  readonly first: string;
  readonly second: string;
  readonly since: Date;
  readonly deadline: Date;
}

const COLOUR = 0x3e8bff;
const CHOICE_LENGTH = 100;

export function snapshotMessage(snapshot: Snapshot, locale: string): MessageReply {
  const words = wordsFor(locale).staffLook;
  const { season, queue, open, matches, outbox } = snapshot;
  const count = (value: number) => wholeNumber(value, locale);
  const since = (at: Date | null) => (at === null ? [] : [words.oldest(timestamp(at, 'R'))]);
  const total = open.proposed + open.live + open.disputed;
  const hidden = total - matches.length;
  const lines = [
    season === null
      ? words.noSeason
      : words.season(
          escapeMarkdown(season.name),
          timestamp(season.startsAt, 'f'),
          timestamp(season.endsAt, 'R'),
        ),
    [words.waiting(count(queue.waiting)), ...since(queue.since)].join(' · '),
    words.open(count(open.proposed), count(open.live), count(open.disputed)),
    [words.unsent(count(outbox.unsent)), ...since(outbox.since)].join(' · '),
  ];
  const list = [
    ...matches.map((match) => matchLine(match, locale)),
    ...(hidden > 0 ? [words.more(count(hidden))] : []),
  ];
  return message({
    embeds: [
      {
        title: words.snapshot,
        color: COLOUR,
        description: [...lines, ...(list.length > 0 ? ['', ...list] : [])].join('\n'),
      },
    ],
  });
}

function matchLine({ id, state, first, second, since, deadline }: OpenMatch, locale: string): string {
  const words = wordsFor(locale).staffLook;
  return words.openMatch(
    id,
    words.states[state],
    `${escapeMarkdown(first)} – ${escapeMarkdown(second)}`,
    timestamp(since, 'R'),
    timestamp(deadline, 'R'),
  );
}

/** One of those suggested while a match's number is typed. */
export function openMatchChoice(
  { id, state, first, second }: Pick<OpenMatch, 'id' | 'state' | 'first' | 'second'>,
  locale: string,
): string {
  const { states } = wordsFor(locale).staffLook;
  return `${id} · ${states[state]} · ${plainName(first)} – ${plainName(second)}`.slice(0, CHOICE_LENGTH);
}
