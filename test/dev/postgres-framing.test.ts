import fc from 'fast-check';
import { expect, test } from 'vitest';
import { messageReader } from '../../dev/postgres-framing.ts';

const messages = fc.array(
  fc.record({ type: fc.constantFrom(...'QPBESHDCZ'), payload: fc.uint8Array({ maxLength: 40 }) }),
  { maxLength: 20 },
);

test('reads the same messages however the stream is cut into chunks', () => {
  fc.assert(
    fc.property(messages, fc.infiniteStream(fc.integer({ min: 1, max: 17 })), (sent, sizes) => {
      const stream = Buffer.concat(sent.map(({ type, payload }) => frame(type, payload)));
      const seen: string[] = [];
      const read = messageReader((type) => seen.push(type));
      for (let at = 0; at < stream.length; ) {
        const size = Number(sizes.next().value);
        read(stream.subarray(at, at + size));
        at += size;
      }
      expect(seen).toEqual(sent.map(({ type }) => type));
    }),
  );
});

function frame(type: string, payload: Uint8Array): Buffer {
  const header = Buffer.alloc(5);
  header.write(type, 'latin1');
  header.writeUInt32BE(payload.length + 4, 1);
  return Buffer.concat([header, payload]);
}
