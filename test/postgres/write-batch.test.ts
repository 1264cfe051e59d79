// What is written together leaves together, and memory is used again only once it has been sent.
import { expect, test } from 'vitest';
import { WriteBatch } from '../../src/postgres/write-batch.ts';
import { settled } from './scripted-connection.ts';

/** A transport that takes its time: what it was given is read when it says that it is done. */
function slowTransport() {
  const sent: { readonly bytes: Uint8Array; readonly done: () => void }[] = [];
  const batch = new WriteBatch(
    (bytes) => new Promise((resolve) => sent.push({ bytes, done: () => resolve() })),
  );
  const text = (place: number) => new TextDecoder().decode(sent[place]?.bytes);
  return { sent, text, add: (letters: string) => batch.add(new TextEncoder().encode(letters)), batch };
}

test('what one turn writes is one write; what comes meanwhile is the next', async () => {
  const { sent, text, add } = slowTransport();
  add('a');
  add('b');
  expect(sent).toEqual([]);
  await settled();
  add('c');
  add('d');
  await settled();
  expect(sent.length).toBe(1);
  sent[0]?.done();
  await settled();
  expect([text(0), text(1)]).toEqual(['ab', 'cd']);
});

test('what is under way stays as it is, whatever is written, flushed or done meanwhile', async () => {
  const { sent, text, add, batch } = slowTransport();
  add('first');
  await settled();
  add('second');
  batch.flush();
  add('third');
  batch.flush();
  expect([text(0), text(1), text(2)]).toEqual(['first', 'second', 'third']);
  sent[1]?.done();
  await settled();
  add('fourth');
  batch.flush();
  expect([text(0), text(2), text(3)]).toEqual(['first', 'third', 'fourth']);
});

test('memory is used again, also when more was written than it holds', async () => {
  const { sent, text, add } = slowTransport();
  const memory = new Set<ArrayBufferLike | undefined>();
  for (const letters of ['a', 'x'.repeat(10_000), 'b', 'c', 'd', 'e']) {
    add(letters);
    await settled();
    memory.add(sent.at(-1)?.bytes.buffer);
    expect(text(sent.length - 1)).toBe(letters);
    sent.at(-1)?.done();
    await settled();
  }
  expect(sent.length).toBe(6);
  expect(memory.size).toBe(2);
});

test('what a caller does with his bytes afterwards is his affair', async () => {
  const { text, batch } = slowTransport();
  const bytes = new TextEncoder().encode('mine');
  batch.add(bytes);
  bytes.fill(0);
  await settled();
  expect(text(0)).toBe('mine');
});
