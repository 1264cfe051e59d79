// An act of staff in words: the question before it, with its two buttons, and what came of it. Both say the same, so
// that what was confirmed is what was read.
import type { APIEmbed } from 'discord-api-types/v10';
import { button, row } from '../discord/component.ts';
import { customId } from '../discord/custom-id.ts';
import { escapeMarkdown } from '../discord/markdown.ts';
import { type MessageReply, message, type UpdateReply, update } from '../discord/response.ts';
import type { Game } from '../ladder/game.ts';
import type { StaffAct, StaffSubject } from '../ladder/staff-act.ts';
import { wordsFor } from './languages/index.ts';
import { matchActLines } from './staff-match-act.ts';
import { signed, timestamp, wholeNumber } from './words.ts';

const ASK_COLOUR = 0xf5c542;
const DONE_COLOUR = 0x34b36b;

export interface Question {
  readonly act: StaffAct;
  readonly confirmation: string;
  readonly expiresAt: Date;
}

type Tense = 'ask' | 'done';

export function questionMessage(
  { act, confirmation, expiresAt }: Question,
  game: Game,
  locale: string,
): MessageReply {
  const words = wordsFor(locale).staff;
  const { title, lines } = told(act, 'ask', game, locale);
  const embed: APIEmbed = {
    title,
    color: ASK_COLOUR,
    description: [...lines, '', words.nothingYet(timestamp(expiresAt, 'R'))].join('\n'),
  };
  const buttons = row(
    button({ id: customId('admin', 'confirm', confirmation), label: words.confirm, style: 'danger' }),
    button({ id: customId('admin', 'cancel', confirmation), label: words.cancel }),
  );
  return message({ embeds: [embed], components: [buttons] });
}

/** In the place of the question. */
export function doneMessage(act: StaffAct, game: Game, locale: string): UpdateReply {
  const { title, lines } = told(act, 'done', game, locale);
  const embed: APIEmbed = { title, color: DONE_COLOUR, description: lines.join('\n') };
  return update({ content: '', embeds: [embed], components: [] });
}

/** In the place of the question as well. */
export function cancelledMessage(locale: string): UpdateReply {
  return update({ content: wordsFor(locale).staff.cancelled, embeds: [], components: [] });
}

/** As many ratings are carried over by the statement that opens a season (season_begins); the clock does the others. */
const CARRIED_AT_ONCE = 5_000;

type OpenedSeason = Extract<StaffAct, { readonly action: 'season-open' }>;

interface Told {
  readonly title: string;
  readonly lines: readonly string[];
}

function told(act: StaffAct, tense: Tense, game: Game, locale: string): Told {
  const words = wordsFor(locale).staff;
  const count = (value: number) => wholeNumber(value, locale);
  const mapNames = (ids: readonly string[]) =>
    ids.map((id) => game.maps.find((map) => map.id === id)?.name ?? id).join(', ');
  const opened = ({ endsAt, standings, maps }: Omit<OpenedSeason, 'action'>) => [
    words.seasonOpen.ends(timestamp(endsAt, 'f'), timestamp(endsAt, 'R')),
    words.seasonOpen.carried(count(standings)),
    ...(standings > CARRIED_AT_ONCE ? [words.seasonOpen.following(count(CARRIED_AT_ONCE))] : []),
    ...(maps.length > 0 ? [words.seasonOpen.maps(mapNames(maps))] : []),
  ];
  switch (act.action) {
    case 'ban':
    case 'unban':
    case 'aborts':
    case 'forget':
    case 'dequeue':
    case 'adjust':
    case 'admin-add':
    case 'admin-remove':
      return aboutPlayer(act, tense, game, locale);
    case 'clear-queue':
      return {
        title: words.clearQueue[tense],
        lines: [words.clearQueue.waiting(count(act.waiting)), ...reasonLine(act.reason, locale)],
      };
    case 'resolve':
    case 'void':
      return matchActLines(act, tense, locale);
    case 'season-close': {
      const { seasonClose } = words;
      return {
        title: seasonClose[tense](escapeMarkdown(act.season)),
        lines: [
          act.next ? seasonClose.frozen : `${seasonClose.frozen} ${seasonClose.pause}`,
          ...(act.matches > 0 ? [seasonClose.matches(count(act.matches))] : []),
          ...(act.waiting > 0 ? [seasonClose.waiting(count(act.waiting))] : []),
          ...(act.next
            ? ['', seasonClose.next[tense](escapeMarkdown(act.next.season)), ...opened(act.next)]
            : []),
        ],
      };
    }
    case 'season-open':
      return { title: words.seasonOpen[tense](escapeMarkdown(act.season)), lines: opened(act) };
    case 'season-maps': {
      const { vetoes } = game.queue;
      return {
        title: words.seasonMaps[tense](escapeMarkdown(act.season)),
        lines: [
          words.seasonOpen.maps(mapNames(act.maps)),
          ...(act.maps.length <= 2 * vetoes ? [words.seasonMaps.few(count(vetoes))] : []),
        ],
      };
    }
  }
}

type AboutPlayer = Extract<StaffAct, { readonly subject: StaffSubject }>;

/** His mention stands below the title, where Discord shows one as a name to click on. */
function aboutPlayer(act: AboutPlayer, tense: Tense, game: Game, locale: string): Told {
  const words = wordsFor(locale).staff;
  const { playerId, name } = act.subject;
  const who = name === null ? playerId : escapeMarkdown(name);
  const mention = `<@${playerId}>`;
  const count = (value: number) => wholeNumber(value, locale);
  switch (act.action) {
    case 'ban': {
      const { ban } = words;
      const { until, waits, matches, reason, replaces } = act;
      const lasts = until === null ? ban.forever : ban.until(timestamp(until, 'f'), timestamp(until, 'R'));
      const earlier = replaces && [
        replaces.until === null ? ban.replacesForever : ban.replaces(timestamp(replaces.until, 'f')),
        ...reasonLine(replaces.reason, locale),
        '',
      ];
      return {
        title: ban[tense](who),
        lines: [
          mention,
          ...(earlier ?? []),
          lasts,
          ...(waits ? [ban.waits] : []),
          ...(matches > 0 ? [ban.matches(count(matches))] : []),
          ...reasonLine(reason, locale),
          words.toldPlayer,
        ],
      };
    }
    case 'unban': {
      const { unban } = words;
      const lasted = act.until === null ? unban.forever : unban.until(timestamp(act.until, 'f'));
      return {
        title: unban[tense](who),
        lines: [mention, lasted, ...reasonLine(act.reason, locale), words.toldPlayer],
      };
    }
    case 'aborts':
      return {
        title: words.aborts[tense](who),
        lines: [mention, words.aborts.change(count(act.before), count(act.after)), words.toldPlayer],
      };
    case 'forget':
      return {
        title: words.forget[tense](who),
        lines: [
          mention,
          words.forget.taken,
          words.forget.kept,
          ...(tense === 'ask' ? [words.forget.forGood] : []),
          words.toldPlayer,
        ],
      };
    case 'dequeue':
      return {
        title: words.dequeue[tense](who),
        lines: [mention, ...reasonLine(act.reason, locale), words.toldPlayer],
      };
    case 'adjust': {
      const faction = game.factions.find(({ id }) => id === act.faction)?.name ?? act.faction;
      const change = signed(act.after - act.before, locale);
      return {
        title: words.adjust[tense](who, faction),
        lines: [
          mention,
          words.adjust.change(count(act.before), count(act.after), change),
          ...reasonLine(act.reason, locale),
          words.toldPlayer,
        ],
      };
    }
    case 'admin-add':
      return { title: words.admins.add[tense](who), lines: [mention, words.admins.may, words.toldPlayer] };
    case 'admin-remove':
      return { title: words.admins.remove[tense](who), lines: [mention, words.toldPlayer] };
  }
}

function reasonLine(reason: string | null, locale: string): readonly string[] {
  return reason === null ? [] : [wordsFor(locale).staff.reason(escapeMarkdown(reason))];
}
