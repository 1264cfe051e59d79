// The form as somebody else's reader sees it: Node's own.
import { expect, test } from 'vitest';
import { type AttachedFile, multipart } from '../../src/discord/multipart.ts';

const bytes = (text: string) => new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>;

async function read(body: unknown, files: readonly AttachedFile[]) {
  const form = multipart(body, files);
  const headers = { 'content-type': form.contentType };
  const entries = [...(await new Response(form.body, { headers }).formData())];
  return Promise.all(
    entries.map(async ([name, value]) =>
      typeof value === 'string' ? [name, value] : [name, value.name, value.type, await value.text()],
    ),
  );
}

test('the message first, then each file by its place', async () => {
  const body = { content: 'Größe "1" \r\n', attachments: [{ id: '0' }, { id: '1' }] };
  const files = [
    { name: 'one.csv', type: 'text/csv', bytes: bytes('a,b\r\n1,2\r\n') },
    { name: '二.png', type: 'image/png', bytes: bytes('') },
  ];
  expect(await read(body, files)).toEqual([
    ['payload_json', JSON.stringify(body)],
    ['files[0]', 'one.csv', 'text/csv', 'a,b\r\n1,2\r\n'],
    ['files[1]', '二.png', 'image/png', ''],
  ]);
});

test('files without a message', async () => {
  const files = [{ name: 'x', type: 'text/plain', bytes: bytes('x') }];
  expect(await read(undefined, files)).toEqual([['files[0]', 'x', 'text/plain', 'x']]);
});

test('bytes go as they are, whatever they are', () => {
  const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  const { body } = multipart({}, [{ name: 'x', type: 'image/png', bytes: all }]);
  expect(Buffer.from(body).includes(Buffer.from(all))).toBe(true);
});

test('a name cannot end its header, or begin another', () => {
  const name = 'a"; name="b"\r\nX-Evil: 1';
  const { body } = multipart({}, [{ name, type: 'text/plain', bytes: bytes('x') }]);
  // HTML's standard, "multipart form data".
  expect(new TextDecoder().decode(body)).toContain('; filename="a%22; name=%22b%22%0D%0AX-Evil: 1"\r\n');
});

test('what ended one form does not end another: a boundary is used once, and named in the header', async () => {
  const file = { name: 'x', type: 'text/plain', bytes: bytes('x') };
  const [one, other] = [multipart({}, [file]), multipart({}, [file])];
  const boundary = /boundary=([\w-]{30,70})$/.exec(one.contentType)?.[1] ?? '';
  expect(new TextDecoder().decode(one.body).endsWith(`\r\n--${boundary}--\r\n`)).toBe(true);
  expect(other.contentType).not.toBe(one.contentType);
  const echo = { ...file, bytes: one.body };
  expect(await read({}, [echo])).toEqual([
    ['payload_json', '{}'],
    ['files[0]', 'x', 'text/plain', new TextDecoder().decode(one.body)],
  ]);
});
