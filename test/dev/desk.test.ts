// What a reader sees at the local Discord: his direct messages and the channels he may read, what is new to him, and
// the messages as his clicks have changed them.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type DiscordServer, discordServer } from '../../dev/discord-server.ts';
import { inboxOf, lastOf, pressable, renderRead, sentMessage } from '../../dev/interact/inbox.ts';
import { session } from '../../dev/interact/session.ts';
import type { SentInteraction, SignedClient } from '../../dev/signed-client.ts';
import { discordSend, type RestRequest } from '../../src/discord/rest.ts';

const PLAYER = '200000000000000001';
const OWNER = '200000000000000099';
const allowed_mentions = { parse: [] };

let discord: DiscordServer;
beforeEach(async () => {
  discord = await discordServer({
    limits: [],
    mayRead: ({ id }, userId) => id === '71' || (id === '72' && userId === OWNER),
  });
  discord.addChannel('71', 'matches');
  discord.addChannel('72', 'staff');
});
afterEach(() => discord.close());

const inbox = (userId: string) => inboxOf(new URL(discord.url).origin, { id: userId });

function say(channel: string, content: string, labels: readonly string[] = []) {
  const components = labels.map((label) => ({ type: 2, style: 1, label, custom_id: `queue:${label}` }));
  const rows = components.length === 0 ? {} : { components: [{ type: 1, components }] };
  const request: RestRequest = {
    method: 'POST',
    route: '/channels/{channel}/messages',
    parameters: { channel },
    body: { content, allowed_mentions, ...rows },
  };
  return discordSend({ baseUrl: discord.url, botToken: discord.botToken })(request);
}

const direct = (userId: string) => discord.direct(userId).id;
const contents = (messages: Awaited<ReturnType<ReturnType<typeof inbox>['read']>>) =>
  messages.map(({ channel, message, fresh }) => [
    channel.direct ? 'direct' : channel.name,
    message['content'],
    fresh,
  ]);

test('everybody sees his own messages and his channels; what he has seen is new no more', async () => {
  await say(direct(PLAYER), 'to the player');
  await say(direct(OWNER), 'to the owner');
  await say('71', 'a result');
  await say('72', 'a dispute');
  expect(contents(await inbox(PLAYER).read())).toEqual([
    ['direct', 'to the player', true],
    ['matches', 'a result', true],
  ]);
  expect(contents(await inbox(PLAYER).read()).map(([, , fresh]) => fresh)).toEqual([false, false]);
  expect(contents(await inbox(OWNER).read()).map(([where]) => where)).toEqual(['direct', 'matches', 'staff']);
});

test('an edit is new again, and the last few are shown with all that is new', async () => {
  for (let count = 1; count <= 7; count++) await say(direct(PLAYER), `number ${count}`);
  const [first] = await inbox(PLAYER).read();
  await discordSend({ baseUrl: discord.url, botToken: discord.botToken })({
    method: 'PATCH',
    route: '/channels/{channel}/messages/{message}',
    parameters: { channel: direct(PLAYER), message: String(first?.message['id']) },
    body: { content: 'changed', allowed_mentions },
  });
  const shown = lastOf(await inbox(PLAYER).read());
  expect(contents(shown).map(([, content]) => content)).toEqual([
    'changed',
    ...[3, 4, 5, 6, 7].map((n) => `number ${n}`),
  ]);
  const [changed] = shown;
  expect(changed && renderRead(changed, { now: new Date(), locale: 'en-US', width: 80 })).toMatch(
    /direct message.*edited\nchanged/s,
  );
});

test('a press is on the newest message that has it, and changes it there', async () => {
  await say(direct(PLAYER), 'an old match', ['Accept', 'Decline']);
  await say(direct(PLAYER), 'a match', ['Accept', 'Decline']);
  await say('71', 'said to all', ['Accept']);
  const reader = inbox(PLAYER);
  const message = pressable(await reader.read(), 'accept');
  expect(message.message['content']).toBe('a match');
  expect(() => pressable([message], 'Abort')).toThrow('No message here has "Abort" to press.');
  expect(() => pressable([], 'Abort')).toThrow('There are no messages yet.');

  const sent: SentInteraction[] = [];
  const client: SignedClient = {
    async connect() {},
    async send(interaction) {
      sent.push(interaction);
      const data = { content: 'accepted', components: [], allowed_mentions };
      return { status: 200, body: { type: 7, data }, ms: 1, timing: null };
    },
  };
  const player = session(reader.witness(client), await reader.senderAt(message));
  player.open(sentMessage(message));
  await player.click('Accept');
  expect(sent).toMatchObject([
    {
      channel_id: direct(PLAYER),
      user: { id: PLAYER },
      data: { custom_id: 'queue:Accept' },
      message: { content: 'a match' },
    },
  ]);
  // His own click is no news to him.
  expect(contents(await reader.read())).toEqual([
    ['direct', 'an old match', false],
    ['direct', 'accepted', false],
    ['matches', 'said to all', false],
  ]);
  expect(discord.complaints).toEqual([]);
});

test('what comes along with an answer stands in its message', async () => {
  const file = new File([new Uint8Array([1, 2, 3])], 'rating.png', { type: 'image/png' });
  const data = {
    embeds: [{ image: { url: 'attachment://rating.png' } }],
    attachments: [{ id: '0', filename: 'rating.png' }],
    allowed_mentions,
  };
  const client: SignedClient = {
    async connect() {},
    async send() {
      return { status: 200, body: { type: 4, data }, files: [file], ms: 1, timing: null };
    },
  };
  const own = inbox(PLAYER);
  await session(own.witness(client), await own.senderAt()).call({ name: 'profile', options: [] });
  const [message] = discord.direct(PLAYER).messages;
  const [attachment] = (message?.json['attachments'] ?? []) as readonly { readonly url: string }[];
  expect(message?.json['embeds']).toMatchObject([{ image: { url: attachment?.url } }]);
  expect(await (await fetch(attachment?.url ?? '')).bytes()).toEqual(new Uint8Array([1, 2, 3]));
  expect(discord.complaints).toEqual([]);
});

test.each<[string, object, RegExp]>([
  ['too long', { type: 4, data: { content: 'x'.repeat(2001), allowed_mentions } }, /2001/],
  ['of another kind', { type: 7, data: { content: 'x', allowed_mentions } }, /answers no interaction/],
])('an answer that is %s is shown to nobody, and whoever asked is told why', async (_, body, why) => {
  const client: SignedClient = {
    async connect() {},
    async send() {
      return { status: 200, body, ms: 1, timing: null };
    },
  };
  const own = inbox(PLAYER);
  const player = session(own.witness(client), await own.senderAt());
  await expect(player.call({ name: 'profile', options: [] })).rejects.toThrow(why);
  expect(discord.direct(PLAYER).messages).toEqual([]);
  expect(discord.complaints).toHaveLength(1);
});
