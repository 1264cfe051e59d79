// Somebody who plays, as Discord shows it to him: he types commands, reads the messages that the bot has really sent
// him, and presses the buttons that are really there. What his clicks change stands in those messages afterwards.
import { expect } from 'vitest';
import { checkResponse } from '../dev/discord-api/response.ts';
import { uploadedFiles } from '../dev/discord-server/body.ts';
import type { KeptChannel } from '../dev/discord-server/channels.ts';
import type { KeptMessage } from '../dev/discord-server/message.ts';
import type { DiscordServer } from '../dev/discord-server.ts';
import { componentInteraction, newSnowflake, type Sender } from '../dev/signed-client.ts';
import { type Component, Reply, type RunningLadder } from './running-ladder.ts';
import { until } from './until.ts';

export interface Table {
  readonly ladder: RunningLadder;
  readonly discord: DiscordServer;
}

/** How long a message may take until it is there. */
const PATIENCE_MS = 20_000;

export class PlayerAtPlay {
  readonly id: string;
  readonly name: string;
  readonly #table: Table;

  constructor(table: Table, { id = newSnowflake(), name }: { id?: string; name: string }) {
    this.#table = table;
    this.id = id;
    this.name = name;
  }

  command(name: string, options?: Parameters<RunningLadder['command']>[2]): Promise<Reply> {
    return this.#table.ladder.command(this.id, name, options);
  }

  /** /terms and /setup, to the end. */
  async setsUp({ region = 'europe-west', country = 'FR', battleTag = true } = {}): Promise<void> {
    await (await this.command('terms')).click('Accept');
    const form = await this.command('setup');
    const tag = battleTag ? { 'battle-tag': `${this.name}#1234` } : {};
    const typed = await form.submit({ name: this.name, ...tag, 'other-1': '', 'other-2': '' });
    const placed = await (await typed.click('region', [region])).click('country', [country]);
    const done = await placed.click('Confirm');
    expect(done.text).toContain('You can play now');
  }

  /** /queue, one faction, Join; gives what it then says. */
  async queues(faction: string): Promise<Reply> {
    const side = faction.startsWith('bw-') ? 'bw' : 'sc2';
    const shown = await this.command('queue');
    const menus = shown.components.filter(({ custom_id }) => custom_id.startsWith('queue:faction:'));
    // Whatever he had chosen on the other side.
    let chosen = shown;
    for (const { custom_id } of menus) {
      chosen = await chosen.use(custom_id, custom_id.endsWith(side) ? [faction] : []);
    }
    return chosen.click('join');
  }

  get letters(): KeptChannel {
    return this.#table.discord.direct(this.id);
  }

  /** The newest of his messages that has this button, of the match he is in; waits for it. */
  async letter(action: string): Promise<{ message: KeptMessage; button: Component; channel: KeptChannel }> {
    return until(async () => {
      const match = await this.place();
      if (match === 'waits') return null;
      // Those of an earlier match keep theirs until the courier has been there.
      const start = `queue:${action}:${match === null ? '' : `${match}:`}`;
      return found(this.letters, (id) => id.startsWith(start));
    }, PATIENCE_MS);
  }

  /** Presses that button in his direct messages. */
  async presses(action: string): Promise<Reply> {
    const { message, button, channel } = await this.letter(action);
    return pressed(this.#table, { id: this.id, direct: true, channelId: channel.id }, message, button);
  }

  /** Waits until one of his messages says so. */
  async reads(words: string | RegExp): Promise<string> {
    return until(() => said(this.letters).find((text) => matches(text, words)), PATIENCE_MS);
  }

  async rating(faction: string): Promise<number> {
    const { rows } = await this.#table.ladder.operator.query<{ rating: number }>(
      `select rating from standings standing join seasons season on season.id = season_id
       where player_id = $1 and faction = $2 and closed_at is null`,
      [this.id, faction],
    );
    return rows[0]?.rating ?? 1500;
  }

  /** Where he is: a match's id, 'waits', or nowhere. */
  async place(): Promise<string | null> {
    const { rows } = await this.#table.ladder.operator.query<{ place: string }>(
      `select coalesce(match_id::text, 'waits') as place from places where player_id = $1`,
      [this.id],
    );
    return rows[0]?.place ?? null;
  }
}

/** Everything a channel's messages say, oldest first. */
export function said(channel: KeptChannel): readonly string[] {
  return channel.messages.map(({ json }) => {
    const embeds = (json['embeds'] ?? []) as readonly Readonly<Record<string, unknown>>[];
    return [json['content'], ...embeds.map((embed) => JSON.stringify(embed))].join('\n');
  });
}

function matches(text: string, words: string | RegExp): boolean {
  return typeof words === 'string' ? text.includes(words) : words.test(text);
}

/** The newest message of a channel with such a button. */
export function found(channel: KeptChannel, wanted: (customId: string) => boolean) {
  for (const message of channel.messages.toReversed()) {
    const rows = (message.json['components'] ?? []) as readonly {
      readonly components: readonly Component[];
    }[];
    const button = rows
      .flatMap(({ components }) => components)
      .find(({ custom_id, disabled }) => !disabled && wanted(custom_id));
    if (button) return { message, button, channel };
  }
  return null;
}

/** A click as Discord sends it, whose answer changes the message or makes one. */
export async function pressed(
  { ladder, discord }: Table,
  as: Sender,
  { id, json }: KeptMessage,
  { custom_id: customId }: Component,
): Promise<Reply> {
  const answers = { id: newSnowflake(), userId: as.id, command: 'queue' };
  const sent = componentInteraction(as, { id, data: json, answers }, { customId });
  discord.beginInteraction(sent);
  const answer = await ladder.send(sent);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  const files = await uploadedFiles(answer.files ?? []);
  const names = files.map(({ name }) => name);
  expect(checkResponse(answer.body, names)).toEqual([]);
  discord.answerInteraction(sent.token, answer.body as Readonly<Record<string, unknown>>, files);
  return new Reply(ladder, as, 'queue', answer);
}
