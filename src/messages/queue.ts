// The queue as one player sees it: whether he waits and what comes next, with the menus of what he wants to play. In a
// match that is not over he sees the match instead. It grows stale, as every message: a button shows it anew.
import type { APIEmbed, APIEmbedField } from 'discord-api-types/v10';
import { button, row } from '../discord/component.ts';
import { customId } from '../discord/custom-id.ts';
import { escapeMarkdown } from '../discord/markdown.ts';
import type { MessageContent } from '../discord/response.ts';
import type { Game } from '../ladder/game.ts';
import { choiceRefusal } from '../ladder/queue-choice.ts';
import type { SeenMatch } from '../ladder/seen-match.ts';
import type { SeenQueue } from '../ladder/seen-queue.ts';
import { nextWave, wavesWaited } from '../ladder/wave.ts';
import { windowOf } from '../ladder/window.ts';
import { wordsFor } from './languages/index.ts';
import { matchMessage } from './match.ts';
import { queueMenus } from './queue-menus.ts';
import { timestamp, wholeNumber } from './words.ts';

const WAITING_COLOUR = 0x34b36b;
const NOT_WAITING_COLOUR = 0x5c6470;

export interface QueueReader {
  readonly id: string;
  readonly locale: string;
  readonly now: Date;
}

export function queueMessage(queue: SeenQueue, reader: QueueReader, game: Game): MessageContent {
  const { locale } = reader;
  const { buttons, title } = wordsFor(locale).queue;
  if (queue.match !== null) return matchInQueue(queue.match, reader.id, game, locale);
  const waits = queue.entry !== null;
  const embed: APIEmbed = {
    title: title(escapeMarkdown(queue.season)),
    color: waits ? WAITING_COLOUR : NOT_WAITING_COLOUR,
    description: lines(queue, game, locale).join('\n'),
    fields: fields(queue, reader, game),
  };
  const move = waits
    ? button({ id: customId('queue', 'leave'), label: buttons.leave, style: 'danger' })
    : button({
        id: customId('queue', 'join'),
        label: buttons.join,
        style: 'success',
        disabled: choiceRefusal(queue.choice, game, queue.maps) !== null,
      });
  return {
    embeds: [embed],
    components: [...queueMenus(queue, game, locale), row(move, refreshButton(locale))],
  };
}

/** A match where /queue was called: nobody edits that message, so it has a way to see what has become of it. */
export function matchInQueue(match: SeenMatch, readerId: string, game: Game, locale: string): MessageContent {
  const { components = [], ...shown } = matchMessage(match, readerId, game, locale, 'player');
  return { ...shown, components: [...components, row(refreshButton(locale))] };
}

function refreshButton(locale: string) {
  const { refresh } = wordsFor(locale).queue.buttons;
  return button({ id: customId('queue', 'refresh'), label: refresh, emoji: '🔄' });
}

function lines({ entry, choice }: SeenQueue, game: Game, locale: string): readonly string[] {
  const words = wordsFor(locale).queue;
  const offered = choice.factions.length;
  const both = game.sidesBy === 'faction' && offered === 1 ? [words.offerBoth] : [];
  if (entry !== null) return [words.waiting(timestamp(entry.joinedAt, 'R')), ...both];
  return offered === 0 ? [words.chooseFaction] : [words.notWaiting, ...both];
}

function fields(queue: SeenQueue, { now, locale }: QueueReader, game: Game): APIEmbedField[] {
  const words = wordsFor(locale).queue;
  const { entry, choice, maps } = queue;
  const { waveSeconds, window } = game.queue;
  const number = (value: number) => wholeNumber(value, locale);
  const wave = nextWave(now, waveSeconds);
  const factions = choice.factions.map((id) =>
    words.rating(nameOf(game.factions, id), number(queue.ratings.get(id) ?? queue.startRating)),
  );
  const vetoes = choice.vetoes.map((id) => nameOf(game.maps, id));
  return [
    { name: words.fields.wave, value: timestamp(wave, 'R'), inline: true },
    { name: words.fields.waiting, value: number(queue.waiting), inline: true },
    // It is open until staff close it, be that later.
    { name: wordsFor(locale).leaderboard.ends, value: timestamp(queue.seasonEndsAt, 'R'), inline: true },
    ...(entry === null
      ? []
      : [
          { name: words.fields.ends, value: timestamp(entry.endsAt, 'R'), inline: true },
          {
            name: words.fields.window,
            value: words.window(
              number(windowOf(wavesWaited(entry.joinedAt, wave, waveSeconds), window)),
              number(window.perWave),
            ),
          },
        ]),
    { name: words.fields.factions, value: factions.join('\n') || words.nothing, inline: true },
    ...(maps.length === 0
      ? []
      : [{ name: words.fields.vetoes, value: vetoes.join('\n') || words.nothing, inline: true }]),
  ];
}

/** What a game no longer has is named by its id. */
function nameOf(list: readonly { readonly id: string; readonly name: string }[], id: string): string {
  return list.find((entry) => entry.id === id)?.name ?? id;
}
