// A form from anybody: no more of it is read than a form of ours has.
import { expect, test } from 'vitest';
import { readForm } from '../../../src/web/operator/form.ts';

const MOST = 100;
const TYPE = { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' };

function request(init: RequestInit): Request {
  return new Request('https://ladder.example/', { method: 'POST', headers: TYPE, ...init });
}

test('what it holds', async () => {
  const form = await readForm(request({ body: 'token=a+b%C3%A9&x=1' }), MOST);
  expect(form.ok && [...form.fields]).toEqual([
    ['token', 'a bé'],
    ['x', '1'],
  ]);
  const empty = await readForm(request({}), MOST);
  expect(empty.ok && [...empty.fields]).toEqual([]);
});

test('a letter may come in two parts', async () => {
  const bytes = new TextEncoder().encode('token=é');
  const body = new ReadableStream({
    start(controller) {
      for (const byte of bytes) controller.enqueue(new Uint8Array([byte]));
      controller.close();
    },
  });
  const form = await readForm(request({ body, duplex: 'half' } as RequestInit), MOST);
  expect(form.ok && form.fields.get('token')).toBe('é');
});

test('one that never ends is read no further than it may be long', async () => {
  let given = 0;
  const body = new ReadableStream(
    {
      pull(controller) {
        given += 10;
        controller.enqueue(new Uint8Array(10));
      },
    },
    { highWaterMark: 0 },
  );
  const form = await readForm(request({ body, duplex: 'half' } as RequestInit), MOST);
  expect(form).toMatchObject({ ok: false, status: 413 });
  expect(given).toBeLessThan(2 * MOST);
});

test('one that says that it is too long is not read at all', async () => {
  const asked = request({ body: 'x', headers: { ...TYPE, 'content-length': String(MOST + 1) } });
  expect(await readForm(asked, MOST)).toMatchObject({ ok: false, status: 413 });
  expect(asked.bodyUsed).toBe(false);
});

test('what is no form, and what breaks off, is refused', async () => {
  const other = request({ body: '{}', headers: { 'content-type': 'application/json' } });
  expect(await readForm(other, MOST)).toMatchObject({ ok: false, status: 400 });
  const body = new ReadableStream({ start: (controller) => controller.error(new Error('gone')) });
  const broken = await readForm(request({ body, duplex: 'half' } as RequestInit), MOST);
  expect(broken).toMatchObject({ ok: false, status: 400 });
});
