import { describe, expect, it } from 'vitest';
import { checkResponse } from '../../dev/discord-api/response.ts';
import { BODY_LIMIT_BYTES, endpoint } from '../../src/discord/endpoint.ts';
import type { HandledInteraction } from '../../src/discord/interaction.ts';
import { message } from '../../src/discord/response.ts';
import { verifier } from '../../src/discord/verify.ts';
import { inGuild, rawCommand, rawPing, signingKey } from './raw-interaction.ts';

const key = signingKey();
const TIMESTAMP = '1789000000';

/** An endpoint that writes down what reaches its handlers. */
function listening({ passOverBytes }: { passOverBytes?: number } = {}) {
  const responded: HandledInteraction[] = [];
  const steps: string[] = [];
  const handle = endpoint<string>({
    unknownReply: (type) => message({ content: `Nobody knows ${type}` }),
    verify: verifier(key.publicKeyHex),
    async respond(interaction, scope) {
      responded.push(interaction);
      return message({ content: `hello from ${scope}` });
    },
    onRefusal: (status) => steps.push(`refused ${status}`),
    ...(passOverBytes !== undefined && { passOverBytes }),
  });
  return { handle: (request: Request) => handle(request, 'the test'), responded, steps };
}

type RequestSettings = NonNullable<ConstructorParameters<typeof Request>[1]>;

/** States no length, as Node's requests do not by themselves. */
function request(body: NonNullable<RequestSettings['body']>, headers: Record<string, string> = {}): Request {
  // `duplex` is what Node asks for with a streamed body.
  return new Request('https://ladder.example/interactions', {
    method: 'POST',
    headers,
    body,
    duplex: 'half',
  });
}

function signed(body: string | Uint8Array<ArrayBuffer>, timestamp = TIMESTAMP): Request {
  return request(body, {
    'x-signature-ed25519': key.sign(timestamp, body),
    'x-signature-timestamp': timestamp,
  });
}

const command = JSON.stringify(rawCommand('profile'));

describe('an interaction', () => {
  it('is answered', async () => {
    const { handle, responded, steps } = listening();
    const response = await handle(signed(command));
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('application/json');
    const body = await response.json();
    expect(body).toMatchObject({ type: 4, data: { content: 'hello from the test' } });
    expect(checkResponse(body)).toEqual([]);
    expect(responded).toMatchObject([{ kind: 'command', command: 'profile' }]);
    expect(steps).toEqual([]);
  });

  it('is answered with headers of its own', async () => {
    const { handle } = listening();
    const [one, other] = [await handle(signed(command)), await handle(signed(command))];
    one.headers.set('Server-Timing', 'total;dur=1');
    expect(other.headers.get('Server-Timing')).toBeNull();
    expect((await handle(signed(command))).headers.get('Server-Timing')).toBeNull();
  });

  it('that is a ping gets its pong', async () => {
    const { handle, responded } = listening();
    for (const ping of [rawPing, { type: 1 }]) {
      const response = await handle(signed(JSON.stringify(ping)));
      expect([response.status, await response.json()]).toEqual([200, { type: 1 }]);
    }
    expect(responded).toEqual([]);
  });

  it('of an unknown type gets a polite private reply', async () => {
    const { handle, responded } = listening();
    const response = await handle(signed(JSON.stringify(inGuild({ type: 9 }))));
    expect(response.status).toBe(200);
    const body = await response.json();
    expect(body).toMatchObject({ type: 4, data: { flags: 64 } });
    expect(checkResponse(body)).toEqual([]);
    expect(responded).toEqual([]);
  });

  it('may state its length', async () => {
    const { handle } = listening();
    const headers = {
      ...Object.fromEntries(signed(command).headers),
      'content-length': String(command.length),
    };
    expect((await handle(request(command, headers))).status).toBe(200);
  });

  it('may come in pieces', async () => {
    const { handle } = listening();
    const bytes = new TextEncoder().encode(command);
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const writer = writable.getWriter();
    const writing = (async () => {
      for (let at = 0; at < bytes.length; at += 100) await writer.write(bytes.subarray(at, at + 100));
      await writer.close();
    })();
    const pieces = request(readable, Object.fromEntries(signed(command).headers));
    expect((await handle(pieces)).status).toBe(200);
    await writing;
  });
});

describe('refused', () => {
  it.each<[number, string, Request]>([
    [401, 'a body without signature', request(command)],
    [401, 'no body at all', new Request('https://ladder.example/interactions', { method: 'POST' })],
    [
      401,
      'a signature without timestamp',
      request(command, { 'x-signature-ed25519': key.sign(TIMESTAMP, command) }),
    ],
    [401, 'a timestamp of another form', signed(command, '2026-11-23T18:00:00Z')],
    [
      401,
      'a replay with another timestamp',
      request(command, {
        'x-signature-ed25519': key.sign(TIMESTAMP, command),
        'x-signature-timestamp': '1789000001',
      }),
    ],
    [
      401,
      'another body under the signature',
      request(command.replace('profile', 'prefile'), {
        'x-signature-ed25519': key.sign(TIMESTAMP, command),
        'x-signature-timestamp': TIMESTAMP,
      }),
    ],
    [401, 'garbage without signature', request('{')],
    [400, 'a signed body that is no JSON', signed('{"type":')],
    [400, 'a signed body that is empty', signed('')],
    [
      401,
      'a signed body that is not UTF-8',
      signed(Uint8Array.from(Buffer.from('{"type":1,"text":"\xff"}', 'latin1'))),
    ],
    [400, 'signed JSON that is no object', signed('[1]')],
    [400, 'signed JSON that is no interaction', signed('{"hello":1}')],
    [
      400,
      'a signed interaction without its user',
      signed(JSON.stringify({ ...rawCommand('x'), member: undefined })),
    ],
    // The signature covers timestamp and body as one text, so their border can be moved; the body is no JSON then.
    [
      400,
      'a moved border of timestamp and body',
      request(TIMESTAMP.slice(-1) + command, {
        'x-signature-ed25519': key.sign(TIMESTAMP, command),
        'x-signature-timestamp': TIMESTAMP.slice(0, -1),
      }),
    ],
    [413, 'a body that is too long, though signed', signed(' '.repeat(BODY_LIMIT_BYTES + 1))],
    [
      413,
      'one that states less than it is',
      request(' '.repeat(BODY_LIMIT_BYTES + 1), { 'content-length': '10' }),
    ],
    [413, 'a length that is too long', request(command, { 'content-length': String(BODY_LIMIT_BYTES + 1) })],
  ])('%i: %s', async (status, _, asked) => {
    const { handle, responded, steps } = listening();
    const response = await handle(asked);
    expect(response.status).toBe(status);
    expect(responded).toEqual([]);
    expect(steps.at(-1)).toBe(`refused ${status}`);
    expect(responded).toEqual([]);
  });

  it('a body is not too long at the limit itself', async () => {
    const { handle } = listening();
    const padded = command.padEnd(BODY_LIMIT_BYTES, ' ');
    expect((await handle(signed(padded))).status).toBe(200);
  });

  it('an endless body that states no length is not read to its end', async () => {
    const { handle } = listening();
    let pulled = 0;
    let cancelled = false;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled += 1;
        if (pulled > 20) throw new Error('read on and on');
        controller.enqueue(new Uint8Array(64 * 1024));
      },
      cancel() {
        cancelled = true;
      },
    });
    expect((await handle(request(endless))).status).toBe(413);
    expect(pulled).toBeLessThan(10);
    expect(cancelled).toBe(true);
  });

  it.each([
    [10, true],
    [40, false],
  ])('of %i pieces too many, some are passed over: to the end %s', async (pieces, toTheEnd) => {
    const { handle, steps } = listening({ passOverBytes: 1024 * 1024 });
    let left = pieces;
    const long = new ReadableStream<Uint8Array>({
      pull(controller) {
        left -= 1;
        if (left < 0) controller.close();
        else controller.enqueue(new Uint8Array(64 * 1024));
      },
    });
    expect((await handle(request(long))).status).toBe(413);
    expect(steps).toEqual(['refused 413']);
    expect(left < 0).toBe(toTheEnd);
  });
});

describe('an answer with a file', () => {
  it('is a form: the message, which names the file, and the file', async () => {
    const bytes = new TextEncoder().encode('a,b\r\n1,2\r\n');
    const handle = endpoint<null>({
      unknownReply: () => message({ content: 'unknown' }),
      verify: verifier(key.publicKeyHex),
      respond: async () =>
        message({ content: 'here', files: [{ name: 'standings.csv', type: 'text/csv', bytes }] }),
    });
    const response = await handle(signed(command), null);
    const form = await response.formData();
    const body = JSON.parse(String(form.get('payload_json')));
    expect(body.data.attachments).toEqual([{ id: '0', filename: 'standings.csv' }]);
    expect(checkResponse(body)).toEqual([]);
    const file = form.get('files[0]');
    if (!(file instanceof File)) throw new TypeError('no file');
    expect([file.name, file.type, await file.text()]).toEqual([
      'standings.csv',
      'text/csv',
      'a,b\r\n1,2\r\n',
    ]);
  });
});
