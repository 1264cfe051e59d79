// Replies as HTTP responses, and what is kept of those that are given often: the same bytes, whoever asks.
import { describe, expect, test } from 'vitest';
import { message, type Reply, toWire } from '../../src/discord/response.ts';
import { keptBytes, keptReply, responseOf } from '../../src/discord/wire.ts';

const bytes = Uint8Array.of(137, 80, 78, 71, 0, 255);
const file = { name: 'rating.png', type: 'image/png', bytes, description: 'Zoë’s rating' };
const plain = () => message({ content: 'Größe 한국' });
const pictured = () => message({ embeds: [{ title: 'Zoë' }], files: [file] });

async function read(response: Response) {
  const type = response.headers.get('content-type') ?? '';
  if (type === 'application/json') return { type, reply: await response.json(), files: [] };
  const form = await response.formData();
  const [picture] = [form.get('files[0]')];
  if (!(picture instanceof File)) throw new Error('no file');
  const { name, type: of } = picture;
  return {
    type: type.split(';')[0],
    reply: JSON.parse(String(form.get('payload_json'))),
    files: [[name, of, [...new Uint8Array(await picture.arrayBuffer())]]],
  };
}

describe.each([
  ['a message', plain, { type: 'application/json', files: [] as unknown[] }],
  [
    'a message with a file',
    pictured,
    { type: 'multipart/form-data', files: [['rating.png', 'image/png', [...bytes]]] as unknown[] },
  ],
] as const)('%s', (_, made: () => Reply, { type, files }) => {
  test.each([
    ['as it is', (reply: Reply) => reply],
    ['kept', keptReply],
  ])('%s: answers with what it is, each time', async (_, given) => {
    const reply = given(made());
    for (let time = 0; time < 3; time += 1) {
      const response = responseOf(reply);
      expect(response.status).toBe(200);
      expect(await read(response)).toEqual({ type, reply: toWire(reply), files });
    }
  });

  test('kept, it is the same bytes each time, of which it tells how many', async () => {
    const reply = keptReply(made());
    const [first, second] = await Promise.all([1, 2].map(() => responseOf(reply).bytes()));
    expect(second).toEqual(first);
    expect(keptBytes(reply)).toBe(first?.length);
    expect(responseOf(reply).headers.get('content-type')).toBe(responseOf(reply).headers.get('content-type'));
    expect(keptBytes(made())).toBe(0);
  });
});

test('what is not kept has a form of its own each time', async () => {
  const reply = pictured();
  expect(await responseOf(reply).bytes()).not.toEqual(await responseOf(reply).bytes());
});
