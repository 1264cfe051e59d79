// What has come for a player at the local Discord, and a client whose clicks change the messages there.
import { styleText } from 'node:util';
import type { ReadMessage } from '../discord-server/desk.ts';
import { Obstacle } from '../obstacle.ts';
import type { Sender, SentMessage, SignedClient } from '../signed-client.ts';
import type { Reader } from '../time-mark.ts';
import { controlsOf, renderMessage } from './message.ts';

export interface Inbox {
  /** All that he can see, oldest first; it counts as seen from now on. */
  read(): Promise<readonly ReadMessage[]>;
  /** The same client, whose answers the local Discord shows as well. */
  witness(client: SignedClient): SignedClient;
  /** In his direct messages with the bot, or where the message stands. */
  senderAt(message?: ReadMessage): Promise<Sender>;
}

/** What the local Discord has done with an answer. */
interface Shown {
  readonly messageId: string | null;
  readonly refusals: readonly string[];
}

const WAIT_LIMIT_MS = 180_000;
const LOOK_MS = 300;
/** How many of his direct messages are shown, unless more are new. */
const SHOWN = 5;

export function inboxOf(address: string, sender: Sender): Inbox {
  async function ask<Answer>(action: string, body: object, files: readonly File[] = []): Promise<Answer> {
    const form = new FormData();
    form.set('payload_json', JSON.stringify({ user: sender.id, ...body }));
    files.forEach((file, place) => {
      form.set(`files[${place}]`, file, file.name);
    });
    const response = await fetch(`${address}/local/${action}`, { method: 'POST', body: form }).catch(
      (cause) => {
        throw new Obstacle(`The local Discord does not answer at ${address}: start Edge Ladder anew.`, {
          cause,
        });
      },
    );
    if (!response.ok) throw new Obstacle(`The local Discord answered ${response.status} to ${action}.`);
    return (await response.json()) as Answer;
  }

  return {
    read: async () => (await ask<{ messages: readonly ReadMessage[] }>('read', {})).messages,
    witness: (client) => ({
      connect: client.connect,
      async send(interaction) {
        await ask('begin', { interaction });
        const answer = await client.send(interaction);
        if (answer.status !== 200) return answer;
        const said = { token: interaction.token, response: answer.body };
        const { messageId, refusals } = await ask<Shown>('answer', said, answer.files);
        if (refusals.length > 0)
          throw new Obstacle(`Discord would refuse the answer: ${refusals.join('; ')}`);
        return { ...answer, messageId };
      },
    }),
    async senderAt(message) {
      if (message !== undefined && !message.channel.direct)
        return { ...sender, channelId: message.channel.id };
      const { channelId } = await ask<{ channelId: string }>('direct', {});
      return { ...sender, direct: true, channelId };
    },
  };
}

/** Waits until something new has come, and a moment longer for what comes along with it. */
export async function arrivals(inbox: Inbox): Promise<readonly ReadMessage[]> {
  const end = performance.now() + WAIT_LIMIT_MS;
  const fresh: ReadMessage[] = [];
  for (;;) {
    const before = fresh.length;
    fresh.push(...(await inbox.read()).filter((each) => each.fresh));
    if (before > 0 && fresh.length === before) return fresh;
    if (performance.now() > end) {
      if (fresh.length > 0) return fresh;
      throw new Obstacle(`Nothing has come in ${WAIT_LIMIT_MS / 60_000} minutes.`);
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

/** The newest message with such a control, direct ones first. */
export function pressable(messages: readonly ReadMessage[], what: string): ReadMessage {
  const wanted = (what.split('=', 1)[0] ?? '').trim().toLowerCase();
  const carries = ({ message }: ReadMessage) =>
    controlsOf(message).some(
      ({ label, number, options, disabled }) =>
        !disabled &&
        (label.toLowerCase().includes(wanted) ||
          String(number) === wanted ||
          options.some((option) => option.label.toLowerCase() === wanted)),
    );
  const newest = messages.toReversed();
  const found = newest.find((each) => each.channel.direct && carries(each)) ?? newest.find(carries);
  if (found) return found;
  throw new Obstacle(
    messages.length === 0 ? 'There are no messages yet.' : `No message here has "${what}" to press.`,
  );
}

export function sentMessage({ message }: ReadMessage): SentMessage {
  return { id: String(message['id']), data: message, answers: null };
}

/** The last direct messages, and whatever else is new. */
export function lastOf(messages: readonly ReadMessage[]): readonly ReadMessage[] {
  const direct = messages.filter(({ channel }) => channel.direct).slice(-SHOWN);
  return messages.filter((each) => each.fresh || direct.includes(each));
}

export function renderRead(
  { channel, message, fresh }: ReadMessage,
  setting: Reader & { readonly width: number },
): string {
  const where = channel.direct ? 'direct message' : `#${channel.name}`;
  const edited = message['edited_timestamp'] === null ? '' : ', edited';
  const at = new Date(String(message['edited_timestamp'] ?? message['timestamp'])).toLocaleTimeString(
    setting.locale,
  );
  const mark = fresh ? styleText('yellow', '● ') : '';
  return `${mark}${styleText('dim', `${where}, ${at}${edited}`)}\n${renderMessage(message, setting)}\n`;
}
