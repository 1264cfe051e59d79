import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newKey } from '../../dev/development-key.ts';
import {
  autocompleteInteraction,
  commandInteraction,
  componentInteraction,
  modalInteraction,
  newSnowflake,
  pingInteraction,
  readTiming,
  signedClient,
  signedRequest,
} from '../../dev/signed-client.ts';
import { parseInteraction } from '../../src/discord/payload.ts';
import { verifier } from '../../src/discord/verify.ts';

const key = newKey();
const sender = { id: '200000000000000001', locale: 'de' };
const message = {
  id: '300000000000000001',
  data: { content: 'hello', flags: 64 },
  answers: { id: '300000000000000002', userId: sender.id, command: 'profile' },
};
const sent = (value: unknown) => parseInteraction(JSON.parse(JSON.stringify(value)));

describe('what it sends is what Discord sends', () => {
  test('a ping', () => {
    expect(sent(pingInteraction(sender))).toEqual({ kind: 'ping' });
  });

  test('a command in a server', () => {
    const interaction = sent(
      commandInteraction(sender, 'profile', [{ name: 'player', type: 3, value: 'Foo' }]),
    );
    expect(interaction).toMatchObject({
      kind: 'command',
      command: 'profile',
      locale: 'de',
      user: { id: sender.id },
    });
    expect(interaction).toMatchObject({ guildId: expect.any(String), permissions: expect.any(BigInt) });
    if (interaction?.kind === 'command') expect(interaction.options.string('player')).toBe('Foo');
  });

  test('a command in direct messages, where there is no member', () => {
    const interaction = sent(commandInteraction({ ...sender, direct: true }, 'help'));
    expect(interaction).toMatchObject({ guildId: null, permissions: null, user: { id: sender.id } });
  });

  test('a sub-command with a user, who is sent along', () => {
    const options = [
      { name: 'ban', type: 1, options: [{ name: 'who', type: 6, value: '400000000000000001' }] },
    ];
    const interaction = sent(commandInteraction(sender, 'admin', options));
    expect(interaction).toMatchObject({ path: ['ban'] });
    if (interaction?.kind === 'command') {
      expect(interaction.options.user('who')).toMatchObject({
        id: '400000000000000001',
        username: 'player_0001',
      });
    }
  });

  test('an option being typed', () => {
    const options = [{ name: 'player', type: 3, value: 'Fo', focused: true }];
    expect(sent(autocompleteInteraction(sender, 'profile', options))).toMatchObject({
      kind: 'autocomplete',
      focused: { name: 'player', value: 'Fo' },
    });
  });

  test('a click, a choice, a form', () => {
    expect(sent(componentInteraction(sender, message, { customId: 'a:b:c' }))).toMatchObject({
      kind: 'component',
      customId: { command: 'a', action: 'b', arguments: ['c'] },
      message: { id: message.id, ephemeral: true, callerId: sender.id },
    });
    expect(sent(componentInteraction(sender, message, { customId: 'a:b', values: ['x'] }))).toMatchObject({
      values: ['x'],
    });
    const modal = sent(modalInteraction(sender, 'a:b', { name: ' Foo ' }, message));
    expect(modal).toMatchObject({ kind: 'modal' });
    if (modal?.kind === 'modal') expect(modal.fields.text('name')).toBe('Foo');
  });

  test('a form’s fields stand in their labels, as they were asked for', () => {
    expect(modalInteraction(sender, 'a:b', { name: 'Foo', tag: '' })['data']).toEqual({
      custom_id: 'a:b',
      components: [
        { type: 18, id: 1, component: { type: 4, id: 2, custom_id: 'name', value: 'Foo' } },
        { type: 18, id: 3, component: { type: 4, id: 4, custom_id: 'tag', value: '' } },
      ],
    });
  });

  test('ids are new each time, and tell the time', () => {
    const now = new Date('2026-11-23T12:00:00Z');
    const ids = Array.from({ length: 1000 }, () => newSnowflake(now));
    expect(new Set(ids).size).toBe(1000);
    // Discord's milliseconds since 2015, before 22 bits of something else.
    const made = Number(BigInt(newSnowflake(new Date('2030-01-01'))) >> 22n) + Date.parse('2015-01-01');
    expect(new Date(made)).toEqual(new Date('2030-01-01'));
  });
});

test('a signed request passes verification, a changed one does not', async () => {
  const verify = verifier(key.publicKey);
  const { headers, body } = signedRequest(key.privateKey, '{"type":1}');
  const check = (text: string, timestamp = headers['x-signature-timestamp'] ?? null) =>
    verify(text, text.length, headers['x-signature-ed25519'] ?? null, timestamp);
  expect(await check(body)).toBe(true);
  expect(await check(`${body} `)).toBe(false);
  expect(await check(body, '1')).toBe(false);
});

test.each([
  [
    'total;dur=12.3, db;dur=8, wait;dur=0, trips;desc="1", cold',
    { totalMs: 12.3, databaseMs: 8, waitingMs: 0, roundTrips: 1, cold: true },
  ],
  ['total;dur=2', { totalMs: 2, databaseMs: null, waitingMs: null, roundTrips: null, cold: false }],
  [null, null],
])('reads Server-Timing %s', (header, expected) => {
  expect(readTiming(header)).toEqual(expected);
});

describe('sending', () => {
  const server = createServer((request, response) => {
    response.setHeader('server-timing', 'total;dur=1');
    if (request.method === 'POST') response.end('{"type":1}');
    else response.writeHead(404).end();
  });
  let url: string;
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());

  test('brings the answer and its time', async () => {
    const client = signedClient({ url, privateKey: key.privateKey });
    await client.connect();
    const answer = await client.send(pingInteraction(sender));
    expect(answer).toMatchObject({ status: 200, body: { type: 1 }, timing: { totalMs: 1 } });
    expect(answer.ms).toBeGreaterThan(0);
  });

  test('where nothing answers, a line says what to do', async () => {
    const client = signedClient({ url: 'http://127.0.0.1:1', privateKey: key.privateKey });
    await expect(client.connect()).rejects.toThrow(/start Edge Ladder first/);
  });
});
