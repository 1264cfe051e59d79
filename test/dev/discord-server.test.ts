// The local Discord answers as Discord does: through the application's own client where that can ask, by hand where
// only a faulty one would. Every body that it gives back is held against Discord's description.
import * as spec from 'discord-api-spec/zod';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asLines, checkSchema, complaintsOf } from '../../dev/discord-api/complaint.ts';
import type { DiscordEvent } from '../../dev/discord-server/event.ts';
import { type DiscordServer, discordServer } from '../../dev/discord-server.ts';
import { localDiscord } from '../../dev/local-discord.ts';
import {
  autocompleteInteraction,
  commandInteraction,
  componentInteraction,
  modalInteraction,
  type SentInteraction,
} from '../../dev/sent-interaction.ts';
import { discordSend, type RestRequest } from '../../src/discord/rest.ts';

const APPLICATION = '1175000000000000001';
const GUILD = '1175000000000000100';
const CHANNEL = '1175000000000000101';
const PLAYER = '1175000000000000200';
const allowed_mentions = { parse: [] };
const hello = { content: 'Hello', allowed_mentions };

let nowMs: number;
let discord: DiscordServer;
let events: DiscordEvent[];

beforeEach(async () => {
  nowMs = Date.UTC(2026, 0, 1);
  discord = await discordServer({ now: () => nowMs });
  discord.addChannel(CHANNEL);
  events = [];
  discord.onEvent((event) => events.push(event));
});
afterEach(() => discord.close());

/** As the application sends it. */
function send(
  method: RestRequest['method'],
  route: string,
  parameters: Readonly<Record<string, string>> = {},
  body?: unknown,
  more: Partial<RestRequest> = {},
) {
  const sending = discordSend({ baseUrl: discord.url, botToken: discord.botToken });
  return sending({ method, route, parameters, ...(body !== undefined && { body }), ...more });
}

const MESSAGES = '/channels/{channel}/messages';
const MESSAGE = '/channels/{channel}/messages/{message}';
const WEBHOOK = '/webhooks/{application}/{token}';
const WEBHOOK_MESSAGE = '/webhooks/{application}/{token}/messages/{message}';

/** A message that was sent; its id. */
async function posted(body: object = hello, channel = CHANNEL): Promise<string> {
  const answer = await send('POST', MESSAGES, { channel }, body);
  expect(answer.failure).toBeNull();
  return (answer.body as { id: string }).id;
}

/** The description has numbers for the codes inside `errors`, where Discord and its documentation have words. */
function describesError(body: unknown): string[] {
  const { errors: _, ...rest } = body as { errors?: unknown };
  return describes(spec.ErrorResponseSchema, rest);
}

function describes(schema: spec.Schema, body: unknown): string[] {
  return asLines(complaintsOf((complain) => checkSchema(schema, body, complain)));
}

describe('a message', () => {
  it('is sent, read, edited and deleted, and each step is kept and told', async () => {
    const id = await posted({ ...hello, embeds: [{ title: 'T', fields: [{ name: 'a', value: 'b' }] }] });
    const place = { channel: CHANNEL, message: id };
    expect(discord.channel(CHANNEL).messages).toMatchObject([
      { id, json: { content: 'Hello', edited_timestamp: null } },
    ]);
    nowMs += 1000;
    const edit = await send('PATCH', MESSAGE, place, { content: 'Bye', allowed_mentions });
    expect(edit.body).toMatchObject({
      id,
      content: 'Bye',
      embeds: [{ title: 'T' }],
      edited_timestamp: '2026-01-01T00:00:01.000Z',
    });
    const read = await send('GET', MESSAGE, place);
    expect(read.body).toEqual(edit.body);
    expect(discord.channel(CHANNEL).messages[0]?.history).toMatchObject([{ content: 'Hello' }]);
    const gone = await send('DELETE', MESSAGE, place);
    expect([gone.status, gone.body]).toEqual([204, null]);
    expect(discord.channel(CHANNEL).messages).toEqual([]);
    expect(events.map(({ kind }) => kind)).toEqual(['message-created', 'message-edited', 'message-deleted']);
    expect(discord.complaints).toEqual([]);
  });

  it('comes back as Discord describes it', async () => {
    const id = await posted({
      content: `<@${PLAYER}>`,
      allowed_mentions: { users: [PLAYER] },
      nonce: 'n',
      embeds: [
        {
          title: 'T',
          description: null,
          image: { url: 'https://x.org/y.png' },
          fields: [{ name: 'a', value: 'b' }],
        },
      ],
      components: [
        { type: 1, components: [{ type: 2, style: 1, label: 'L', custom_id: 'a:b' }] },
        { type: 1, components: [{ type: 3, custom_id: 'a:c', options: [{ label: 'x', value: 'x' }] }] },
      ],
    });
    const { body } = await send('GET', MESSAGE, { channel: CHANNEL, message: id });
    expect(describes(spec.MessageResponseSchema, body)).toEqual([]);
    expect(body).toMatchObject({ mentions: [{ id: PLAYER }], nonce: 'n' });
  });

  it('pings whom it may, and nobody else', async () => {
    const content = `<@${PLAYER}> <@1>`;
    await posted({ content, allowed_mentions: { users: ['1'] } });
    await posted({ content, allowed_mentions: { parse: ['users'] } });
    await posted({ content, allowed_mentions });
    const pinged = discord
      .channel(CHANNEL)
      .messages.map(({ json }) => (json['mentions'] as { id: string }[]).map(({ id }) => id));
    expect(pinged).toEqual([['1'], [PLAYER, '1'], []]);
  });

  it.each<[string, object, object]>([
    ['everybody, where it may', { parse: ['everyone'] }, { mention_everyone: true, mention_roles: [] }],
    ['a role by its id', { roles: ['7'] }, { mention_everyone: false, mention_roles: ['7'] }],
    ['roles, where it may', { parse: ['roles'] }, { mention_everyone: false, mention_roles: ['7', '8'] }],
    ['none of them', { parse: [] }, { mention_everyone: false, mention_roles: [] }],
  ])('pings %s', async (_, allowed, pinged) => {
    await posted({ content: '@everyone <@&7> <@&8>', allowed_mentions: allowed });
    expect(discord.channel(CHANNEL).messages).toMatchObject([{ json: pinged }]);
  });

  it('that says nothing of mentions pings all whom it names', async () => {
    await posted({ content: `@here <@&7> <@${PLAYER}>` });
    expect(discord.channel(CHANNEL).messages).toMatchObject([
      { json: { mention_everyone: true, mention_roles: ['7'], mentions: [{ id: PLAYER }] } },
    ]);
  });

  it('answers another while that stands, and is a plain one or refused once it is gone', async () => {
    const shows = await posted();
    const answering = (more: object = {}) => ({
      ...hello,
      message_reference: { message_id: shows, ...more },
    });
    await posted(answering());
    expect(discord.channel(CHANNEL).messages.at(-1)?.json).toMatchObject({
      type: 19,
      message_reference: { message_id: shows },
    });
    discord.deleteMessage(CHANNEL, shows);
    await posted(answering({ fail_if_not_exists: false }));
    const plain = discord.channel(CHANNEL).messages.at(-1)?.json;
    expect(plain).toMatchObject({ type: 0 });
    expect(plain).not.toHaveProperty('message_reference');
    expect(discord.complaints).toEqual([]);
    const refused = await send('POST', MESSAGES, { channel: CHANNEL }, answering());
    expect(refused.failure).toMatchObject({ status: 400, code: 50035 });
    expect(refused.body).toMatchObject({ errors: { message_reference: {} } });
  });

  it('with a nonce is made once within minutes, and again after them', async () => {
    const body = { ...hello, nonce: 'match-7', enforce_nonce: true };
    const first = await posted(body);
    nowMs += 60_000;
    expect(await posted(body)).toBe(first);
    expect(await posted({ ...body, enforce_nonce: false })).not.toBe(first);
    nowMs += 5 * 60_000;
    expect(await posted(body)).not.toBe(first);
    expect(discord.channel(CHANNEL).messages).toHaveLength(3);
  });

  it('with the nonce of another channel’s is that other message, and a complaint', async () => {
    const body = { ...hello, nonce: 'match-7', enforce_nonce: true };
    const first = await posted(body);
    const { id } = discord.direct(PLAYER);
    expect(await posted(body, id)).toBe(first);
    expect(discord.complaints).toMatchObject([{ complaints: [expect.stringContaining('another channel')] }]);
  });

  it('carries files, which can be read where it says', async () => {
    const bytes = new TextEncoder().encode('not really a picture');
    const answer = await send(
      'POST',
      MESSAGES,
      { channel: CHANNEL },
      {
        embeds: [{ image: { url: 'attachment://history.png' } }],
        attachments: [{ id: '0', description: 'Rating' }],
        allowed_mentions,
      },
      { files: [{ name: 'history.png', type: 'image/png', bytes }] },
    );
    expect(describes(spec.MessageResponseSchema, answer.body)).toEqual([]);
    const { id, attachments, embeds } = answer.body as {
      id: string;
      attachments: readonly { id: string; url: string }[];
      embeds: readonly { image: { url: string } }[];
    };
    expect(attachments).toMatchObject([
      { filename: 'history.png', size: bytes.length, description: 'Rating', content_type: 'image/png' },
    ]);
    const url = attachments[0]?.url ?? '';
    expect(embeds[0]?.image.url).toBe(url);
    const file = await fetch(url);
    expect([file.headers.get('content-type'), await file.text()]).toEqual([
      'image/png',
      'not really a picture',
    ]);

    const edit = (body: object) =>
      send('PATCH', MESSAGE, { channel: CHANNEL, message: id }, { allowed_mentions, ...body });
    expect((await edit({ content: 'x' })).body).toMatchObject({ attachments: [{ filename: 'history.png' }] });
    expect((await edit({ attachments: [{ id: attachments[0]?.id }] })).body).toMatchObject({
      attachments: [{ url }],
    });
    expect((await edit({ attachments: [] })).body).toMatchObject({ attachments: [] });
    expect(discord.complaints).toEqual([]);
  });
});

describe('direct messages', () => {
  it('are opened once for a user', async () => {
    const open = () => send('POST', '/users/@me/channels', {}, { recipient_id: PLAYER });
    const first = await open();
    expect(describes(spec.PrivateChannelResponseSchema, first.body)).toEqual([]);
    expect((await open()).body).toEqual(first.body);
    expect(discord.direct(PLAYER)).toMatchObject({
      id: (first.body as { id: string }).id,
      recipientId: PLAYER,
    });
    expect(events.map(({ kind }) => kind)).toEqual(['channel-opened']);
  });

  it('can be refused by a user, and allowed again', async () => {
    const { id: channel } = discord.direct(PLAYER);
    discord.refuseDirect(PLAYER);
    expect((await send('POST', MESSAGES, { channel }, hello)).failure).toMatchObject({
      status: 403,
      code: 50007,
    });
    discord.allowDirect(PLAYER);
    await posted(hello, channel);
    expect(discord.complaints).toEqual([]);
  });
});

describe('a failure that is nobody’s fault', () => {
  it.each<[string, () => unknown, number, number]>([
    ['a channel that is gone', () => discord.removeChannel(CHANNEL), 404, 10003],
    ['a channel that is closed to the bot', () => discord.closeChannel(CHANNEL), 403, 50001],
    ['a message that was taken away', () => discord.deleteMessage(CHANNEL, messageId), 404, 10008],
  ])('is %s, and no complaint', async (_, happen, status, code) => {
    messageId = await posted();
    happen();
    const body = { content: 'x', allowed_mentions };
    const { failure, body: answer } = await send(
      'PATCH',
      MESSAGE,
      { channel: CHANNEL, message: messageId },
      body,
    );
    expect(failure).toMatchObject({ status, code });
    expect(describesError(answer)).toEqual([]);
    expect(discord.complaints).toEqual([]);
  });
  let messageId = '';

  it('is Discord’s own, as often as told and where', async () => {
    discord.disturb({ route: `POST ${MESSAGES}`, times: 2, fault: 502 });
    const { id: other } = discord.direct(PLAYER);
    const post = async () => (await send('POST', MESSAGES, { channel: other }, hello)).status;
    expect((await send('GET', '/users/@me')).status).toBe(200);
    expect([await post(), await post(), await post()]).toEqual([502, 502, 200]);
    expect(discord.channel(other).messages).toHaveLength(1);
  });

  it('is an answer that never arrives, though all was done: a nonce makes the second attempt harmless', async () => {
    discord.disturb({ fault: 'lost' });
    const body = { ...hello, nonce: 'once', enforce_nonce: true };
    await expect(send('POST', MESSAGES, { channel: CHANNEL }, body)).rejects.toMatchObject({ status: null });
    await posted(body);
    expect(discord.channel(CHANNEL).messages).toHaveLength(1);
  });
});

it('an answer is lost where it is a refusal, too', async () => {
  discord.closeChannel(CHANNEL);
  discord.disturb({ fault: 'lost' });
  await expect(send('POST', MESSAGES, { channel: CHANNEL }, hello)).rejects.toMatchObject({ status: null });
});

describe('a request that should not have been sent is refused, and kept as a complaint', () => {
  const place = () => ({ channel: CHANNEL });
  it.each<[string, () => ReturnType<typeof send>, number, number, string]>([
    ['an empty message', () => send('POST', MESSAGES, place(), { allowed_mentions }), 400, 50006, 'empty'],
    [
      'a long one',
      () => send('POST', MESSAGES, place(), { ...hello, content: 'x'.repeat(2001) }),
      400,
      50035,
      '2001',
    ],
    [
      'a name that Discord does not have',
      () => send('POST', MESSAGES, place(), { ...hello, text: 'x' }),
      400,
      50035,
      'text',
    ],
    [
      'a private one by the bot',
      () => send('POST', MESSAGES, place(), { ...hello, flags: 64 }),
      400,
      50035,
      'flags',
    ],
    [
      'a long nonce',
      () => send('POST', MESSAGES, place(), { ...hello, nonce: 'x'.repeat(26) }),
      400,
      50035,
      'nonce',
    ],
    [
      'mentions that contradict each other',
      () =>
        send('POST', MESSAGES, place(), { ...hello, allowed_mentions: { parse: ['users'], users: ['1'] } }),
      400,
      50035,
      'allowed_mentions',
    ],
    [
      'a picture without its file',
      () => send('POST', MESSAGES, place(), { ...hello, embeds: [{ image: { url: 'attachment://a.png' } }] }),
      400,
      50035,
      'a.png',
    ],
    [
      'a file described and not sent',
      () => send('POST', MESSAGES, place(), { ...hello, attachments: [{ id: '0' }] }),
      400,
      50035,
      'file number 0',
    ],
    [
      'files too large',
      () =>
        send('POST', MESSAGES, place(), hello, {
          files: [{ name: 'a', type: 'image/png', bytes: new Uint8Array(10 * 1024 * 1024 + 1) }],
        }),
      413,
      40005,
      'too large',
    ],
    [
      'an edit that leaves nothing',
      async () =>
        send('PATCH', MESSAGE, { ...place(), message: await posted() }, { content: '', allowed_mentions }),
      400,
      50006,
      'empty',
    ],
    ['no body', () => send('POST', MESSAGES, place()), 400, 50109, 'JSON'],
    [
      'an id that is none',
      () => send('GET', MESSAGE, { channel: 'x', message: '1' }),
      400,
      50035,
      'snowflake',
    ],
    [
      'direct messages with nobody',
      () => send('POST', '/users/@me/channels', {}, {}),
      400,
      50033,
      'Recipient',
    ],
    ['a route that is not there', () => send('GET', '/users/@you'), 404, 0, 'Not Found'],
    ['a method that is not there', () => send('DELETE', '/users/@me'), 405, 0, 'Not Allowed'],
    [
      'a command in capitals',
      () =>
        send('PUT', '/applications/{application}/commands', { application: APPLICATION }, [
          { name: 'X', description: 'x' },
        ]),
      400,
      50035,
      'cannot be a name',
    ],
  ])('%s', async (_, request, status, code, complaint) => {
    const { failure, body } = await request();
    expect(failure).toMatchObject({ status, code });
    expect(describesError(body)).toEqual([]);
    expect(discord.complaints).toHaveLength(1);
    expect(JSON.stringify(discord.complaints)).toContain(complaint);
  });

  it('with each fault at its place', async () => {
    const { body } = await send('POST', MESSAGES, place(), {
      ...hello,
      embeds: [{ title: 'x'.repeat(257) }],
    });
    expect(body).toMatchObject({
      message: 'Invalid Form Body',
      errors: { embeds: { 0: { title: { _errors: [{ code: 'BASE_TYPE_BAD_LENGTH' }] } } } },
    });
  });

  it.each<[string, RequestInit, number]>([
    ['without a token', { headers: { 'user-agent': 'DiscordBot (x, 1)' } }, 401],
    [
      'with a wrong token',
      { headers: { 'user-agent': 'DiscordBot (x, 1)', authorization: 'Bot other' } },
      401,
    ],
    ['by no bot', { headers: { authorization: 'Bot development-bot-token' } }, 403],
  ])('%s', async (_, init, status) => {
    const answer = await fetch(`${discord.url}/users/@me`, init);
    await answer.text();
    expect(answer.status).toBe(status);
    expect(discord.complaints).toHaveLength(1);
  });

  it.each([
    ['what is not JSON', 'application/json', '{'],
    ['what is of another type', 'text/plain', 'content=x'],
    [
      'a form with a strange part',
      'multipart/form-data; boundary=b',
      '--b\r\ncontent-disposition: form-data; name="x"\r\n\r\n1\r\n--b--',
    ],
  ])('%s', async (_, type, body) => {
    const headers = {
      'user-agent': 'DiscordBot (x, 1)',
      authorization: `Bot ${discord.botToken}`,
      'content-type': type,
    };
    const answer = await fetch(`${discord.url}/channels/${CHANNEL}/messages`, {
      method: 'POST',
      headers,
      body,
    });
    expect(await answer.json()).toMatchObject({ code: 50109 });
    expect(discord.complaints).toHaveLength(1);
  });

  it('one that could mention anyone is accepted, as Discord would, and still a complaint', async () => {
    await posted({ content: 'x' });
    expect(discord.complaints).toEqual([
      { route: `POST ${MESSAGES}`, complaints: ['allowed_mentions: missing: anyone could be mentioned'] },
    ]);
  });
});

describe('an interaction’s webhook', () => {
  const sender = { id: PLAYER, channelId: CHANNEL };
  const reply = (data: object = {}) => ({ type: 4, data: { ...hello, ...data } });
  const webhook = (token: string, message = '@original') => ({ application: APPLICATION, token, message });

  function begun(response?: object): string {
    const interaction = commandInteraction(sender, 'profile');
    discord.beginInteraction(interaction);
    if (response) discord.answerInteraction(interaction.token, { ...response });
    return interaction.token;
  }

  it('reads, edits and deletes the reply', async () => {
    const token = begun(reply());
    const { body } = await send('GET', WEBHOOK_MESSAGE, webhook(token));
    expect(body).toMatchObject({ content: 'Hello', type: 20 });
    expect(describes(spec.MessageResponseSchema, body)).toEqual([]);
    const edit = await send('PATCH', WEBHOOK_MESSAGE, webhook(token), { content: 'Later', allowed_mentions });
    expect(edit.body).toMatchObject({ content: 'Later' });
    expect((await send('DELETE', WEBHOOK_MESSAGE, webhook(token))).status).toBe(204);
    expect((await send('GET', WEBHOOK_MESSAGE, webhook(token))).failure).toMatchObject({
      status: 404,
      code: 10008,
    });
    expect(discord.complaints).toEqual([]);
  });

  it('keeps the files of the answer, and shows them in its embed', async () => {
    const interaction = commandInteraction(sender, 'profile');
    discord.beginInteraction(interaction);
    const embeds = [{ image: { url: 'attachment://rating.png' } }];
    const attachments = [{ id: '0', filename: 'rating.png' }];
    const file = { name: 'rating.png', type: 'image/png', bytes: new Uint8Array([1, 2, 3]) };
    const response = reply({ embeds, attachments });
    const message = discord.answerInteraction(interaction.token, response, [file]);
    const [{ url = '' } = {}] = (message?.json['attachments'] ?? []) as readonly { url?: string }[];
    expect(message?.json['embeds']).toMatchObject([{ image: { url } }]);
    expect(await (await fetch(url)).bytes()).toEqual(file.bytes);
    expect(discord.complaints).toEqual([]);
    discord.answerInteraction(interaction.token, response, []);
    expect(discord.complaints[0]?.complaints).toEqual([
      expect.stringContaining('rating.png'),
      expect.stringContaining('file number 0'),
    ]);
  });

  it('follows up, in private too, and edits what followed', async () => {
    const token = begun(reply({ flags: 64 }));
    const more = await send('POST', WEBHOOK, webhook(token), { ...hello, flags: 64 });
    const { id } = more.body as { id: string };
    const edit = await send('PATCH', WEBHOOK_MESSAGE, webhook(token, id), {
      content: 'More',
      allowed_mentions,
    });
    expect(edit.body).toMatchObject({ id, content: 'More' });
    expect(discord.channel(CHANNEL).messages).toMatchObject([{ onlyFor: PLAYER }, { id, onlyFor: PLAYER }]);
    const byBot = await send(
      'PATCH',
      MESSAGE,
      { channel: CHANNEL, message: id },
      { content: 'x', allowed_mentions },
    );
    expect(byBot.failure).toMatchObject({ code: 10008 });
  });

  it.each([
    ['an edit', 'PATCH', WEBHOOK_MESSAGE],
    ['a first follow-up', 'POST', WEBHOOK],
  ] as const)('fills in what was promised by %s, for those it was promised to', async (_, method, route) => {
    const token = begun({ type: 5, data: { flags: 64 } });
    expect(discord.channel(CHANNEL).messages).toMatchObject([{ json: { flags: 64 | 128 }, onlyFor: PLAYER }]);
    await send(method, route, webhook(token), { content: 'Here', allowed_mentions });
    expect(discord.channel(CHANNEL).messages).toMatchObject([
      { json: { flags: 64, content: 'Here' }, onlyFor: PLAYER },
    ]);
    expect(discord.complaints).toEqual([]);
  });

  it.each([
    ['at once', { type: 7, data: { content: 'Changed', allowed_mentions } }],
    ['later', { type: 6 }],
  ])('of a component changes its message, %s', async (when, response) => {
    const id = await posted();
    const interaction = componentInteraction(
      sender,
      { id, data: hello, answers: { id: '1', userId: PLAYER, command: 'queue' } },
      { customId: 'queue:join' },
    );
    discord.beginInteraction(interaction);
    discord.answerInteraction(interaction.token, response);
    if (when === 'later') {
      await send('PATCH', WEBHOOK_MESSAGE, webhook(interaction.token), {
        content: 'Changed',
        allowed_mentions,
      });
    }
    expect(discord.channel(CHANNEL).messages).toMatchObject([{ id, json: { content: 'Changed' } }]);
  });

  it('knows its own messages, and none of the others in the channel', async () => {
    const others = begun(reply());
    const own = begun(reply());
    const followed = await send('POST', WEBHOOK, webhook(own), hello);
    const [first] = discord.channel(CHANNEL).messages;
    const answer = async (message = '') => {
      const { status, failure } = await send('PATCH', WEBHOOK_MESSAGE, webhook(own, message), hello);
      return failure?.code ?? status;
    };
    expect(await answer(first?.id)).toBe(10008);
    expect(await answer(await posted())).toBe(10008);
    expect(await answer((followed.body as { id: string }).id)).toBe(200);
    expect((await send('PATCH', WEBHOOK_MESSAGE, webhook(others, first?.id), hello)).status).toBe(200);
  });

  it.each<[string, object]>([
    ['of the webhook’s', { flags: 4 }],
    ['that is a component’s answer', { type: 7, data: { ...hello, flags: 4 } }],
  ])('an edit %s hides embeds at most, and shows a private message to nobody else', async (_, edit) => {
    const token = begun(reply({ flags: 64 }));
    const [shown] = discord.channel(CHANNEL).messages;
    if ('type' in edit) {
      const message = { id: shown?.id ?? '', data: hello, answers: null };
      const click = componentInteraction(sender, message, { customId: 'queue:join' });
      discord.beginInteraction(click);
      discord.answerInteraction(click.token, { ...edit });
    } else {
      await send('PATCH', WEBHOOK_MESSAGE, webhook(token), { ...hello, ...edit });
    }
    expect(discord.channel(CHANNEL).messages).toMatchObject([{ json: { flags: 64 | 4 }, onlyFor: PLAYER }]);
  });

  it('is not there before the answer, nor without an interaction', async () => {
    const early = await send('PATCH', WEBHOOK_MESSAGE, webhook(begun()), hello);
    expect(early.failure).toMatchObject({ status: 404, code: 10015 });
    const never = await send('PATCH', WEBHOOK_MESSAGE, webhook('nobody'), hello);
    expect(never.failure).toMatchObject({ status: 401, code: 50027 });
    const token = begun(reply());
    const stranger = await send('PATCH', WEBHOOK_MESSAGE, { ...webhook(token), application: '5' }, hello);
    expect(stranger.failure).toMatchObject({ status: 404, code: 10015 });
  });

  it('dies after 15 minutes', async () => {
    const token = begun(reply());
    nowMs += 15 * 60_000 - 1;
    expect((await send('GET', WEBHOOK_MESSAGE, webhook(token))).status).toBe(200);
    nowMs += 1;
    expect((await send('GET', WEBHOOK_MESSAGE, webhook(token))).failure).toMatchObject({
      status: 401,
      code: 50027,
    });
    expect((await send('POST', WEBHOOK, webhook(token), hello)).failure).toMatchObject({
      status: 401,
      code: 50027,
    });
  });

  it('refuses what Discord refuses', async () => {
    const long = { content: 'x'.repeat(2001), allowed_mentions };
    await send('PATCH', WEBHOOK_MESSAGE, webhook(begun(reply())), long);
    expect(discord.complaints.map(({ route }) => route)).toEqual([`PATCH ${WEBHOOK_MESSAGE}`]);
  });

  it('is not there after an answer that Discord refuses, and nothing is shown', async () => {
    const token = begun({ type: 4, data: { content: 'x'.repeat(2001), allowed_mentions } });
    expect(discord.complaints.map(({ route }) => route)).toEqual(['the answer to an interaction']);
    expect(discord.channel(CHANNEL).messages).toEqual([]);
    expect((await send('PATCH', WEBHOOK_MESSAGE, webhook(token), hello)).failure).toMatchObject({
      code: 10015,
    });
  });

  it('is there after an answer that could mention anyone, which is a complaint', async () => {
    const token = begun({ type: 4, data: { content: 'x' } });
    expect(discord.complaints).toMatchObject([{ complaints: [expect.stringContaining('allowed_mentions')] }]);
    expect((await send('GET', WEBHOOK_MESSAGE, webhook(token))).status).toBe(200);
  });

  it('is not there after an answer to a click on a message that has gone, which is nobody’s fault', async () => {
    const id = await posted();
    const click = componentInteraction(
      sender,
      { id, data: hello, answers: null },
      { customId: 'queue:join' },
    );
    discord.beginInteraction(click);
    discord.deleteMessage(CHANNEL, id);
    expect(discord.answerInteraction(click.token, { type: 7, data: hello })).toBeNull();
    expect((await send('GET', WEBHOOK_MESSAGE, webhook(click.token))).failure).toMatchObject({ code: 10015 });
    expect(discord.complaints).toEqual([]);
  });

  const choices = { type: 8, data: { choices: [] } };
  const form = {
    type: 9,
    data: {
      custom_id: 'a:b',
      title: 'T',
      components: [{ type: 18, label: 'L', component: { type: 4, custom_id: 'i', style: 1 } }],
    },
  };
  const typing = autocompleteInteraction(sender, 'profile', [
    { name: 'player', type: 3, value: 'F', focused: true },
  ]);
  it.each<[string, SentInteraction, object]>([
    ['an update, to a command', commandInteraction(sender, 'help'), { type: 7, data: hello }],
    ['a deferred update, to a command', commandInteraction(sender, 'help'), { type: 6 }],
    ['choices, to a command', commandInteraction(sender, 'help'), choices],
    ['a message, to an option being typed', typing, { type: 4, data: hello }],
    ['a deferral, to an option being typed', typing, { type: 5 }],
    ['a form, to another form', modalInteraction(sender, 'a:b', {}), form],
    [
      'an update, to a form that no message opened',
      modalInteraction(sender, 'a:b', {}),
      { type: 7, data: hello },
    ],
  ])('takes no answer that does not fit: %s', async (_, interaction, response) => {
    discord.beginInteraction(interaction);
    discord.answerInteraction(interaction.token, { ...response });
    expect(discord.complaints).toMatchObject([
      { complaints: [expect.stringContaining('answers no interaction')] },
    ]);
    expect((await send('POST', WEBHOOK, webhook(interaction.token), hello)).failure).toMatchObject({
      code: 10015,
    });
  });
});

describe('the application', () => {
  it('sees itself and its bot', async () => {
    const application = await send('GET', '/applications/@me');
    expect(describes(spec.PrivateApplicationResponseSchema, application.body)).toEqual([]);
    expect(application.body).toMatchObject({ id: APPLICATION, verify_key: '0'.repeat(64) });
    const bot = await send('GET', '/users/@me');
    expect(describes(spec.UserPIIResponseSchema, bot.body)).toEqual([]);
    expect(bot.body).toMatchObject({ id: APPLICATION, bot: true });
  });

  const COMMANDS = '/applications/{application}/commands';
  const IN_GUILD = '/applications/{application}/guilds/{guild}/commands';
  const profile = {
    type: 1,
    name: 'profile',
    description: 'Shows',
    description_localizations: { de: 'Zeigt' },
  };

  it.each([
    ['everywhere', COMMANDS, null],
    ['in one server', IN_GUILD, GUILD],
  ])('registers commands %s; each keeps its id', async (_, route, guildId) => {
    const parameters = { application: APPLICATION, guild: GUILD };
    const first = await send('PUT', route, parameters, [profile]);
    for (const command of first.body as unknown[])
      expect(describes(spec.ApplicationCommandResponseSchema, command)).toEqual([]);
    const second = await send('PUT', route, parameters, [
      { ...profile, description: 'Shows more' },
      { name: 'help', description: 'H' },
    ]);
    const [{ id }] = first.body as [{ id: string }];
    expect(second.body).toMatchObject([
      { id, description: 'Shows more' },
      { name: 'help', type: 1 },
    ]);
    expect(discord.commands(guildId)).toEqual(second.body);
    expect(discord.commands(guildId === null ? GUILD : null)).toEqual([]);
    const plain = await send('GET', route, parameters);
    expect(JSON.stringify(plain.body)).not.toContain('Zeigt');
    const whole = await send('GET', route, parameters, undefined, { query: { with_localizations: 'true' } });
    expect(whole.body).toEqual(second.body);
    expect(events.map(({ kind }) => kind)).toEqual(['commands-registered', 'commands-registered']);
  });

  it('is no other application, and is in no other server', async () => {
    expect((await send('GET', COMMANDS, { application: '5' })).failure).toMatchObject({
      status: 403,
      code: 20012,
    });
    const elsewhere = await send('GET', IN_GUILD, { application: APPLICATION, guild: '5' });
    expect(elsewhere.failure).toMatchObject({ status: 403, code: 50001 });
  });
});

it('whoever starts it is told of complaints as they come', async () => {
  const told: unknown[] = [];
  const local = await localDiscord({ ENVIRONMENT: 'development' }, (complaint) => told.push(complaint));
  const answer = await fetch(`${local?.server.url}/users/@me`);
  await answer.text();
  await local?.close();
  expect(told).toEqual(local?.server.complaints);
  expect(told).toHaveLength(1);
});

it('a watcher is told until it has enough', async () => {
  const seen: string[] = [];
  const stop = discord.onEvent(({ kind }) => seen.push(kind));
  await posted();
  stop();
  await posted();
  expect(seen).toEqual(['message-created']);
});
