// Statements on one session: what is written of each, whose answer is whose, and what becomes of those beside one that
// fails; at last by a real server, whatever comes together.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packedRow } from '../../dev/packed-row.ts';
import type { ConnectionFault } from '../../src/postgres/connection.ts';
import { MessageReader } from '../../src/postgres/messages.ts';
import { Pipeline, SKIPPED } from '../../src/postgres/pipeline.ts';
import { WriteBatch } from '../../src/postgres/write-batch.ts';
import { draws } from '../draws.ts';
import { ownSession } from './own-session.ts';
import { settled } from './scripted-connection.ts';
import { dataRow, message, READY } from './server-messages.ts';

const DONE = message('C', 'SELECT 1\0');
const FAILED = message('E', 'SERROR\0VERROR\0C22012\0Mdivision by zero\0\0');

/** The letters of all messages in what was written. */
function letters(bytes: Uint8Array): string {
  let found = '';
  new MessageReader((type) => {
    found += type;
  }).read(Buffer.from(bytes));
  return found;
}

/** A pipeline, the first letter of what it writes, and what it was answered, by name. */
function scripted() {
  const written: string[] = [];
  const answers: (readonly [name: string, error: unknown, rows: number])[] = [];
  const pipeline = new Pipeline({
    write: (bytes) => written.push(String.fromCharCode(bytes[0] ?? 0)),
    onError: () => {},
  });
  const send = (name: string, reads: boolean) =>
    pipeline.send({ name, text: name, parameters: [], resend: reads, reads }, (error, rows) =>
      answers.push([name, error, rows.length]),
    );
  return { pipeline, written, answers, send, letters: () => written.splice(0).join('') };
}

test('what cannot be written leaves no place among those that are answered', () => {
  const { pipeline, answers, send, letters } = scripted();
  const parameters = Array.from({ length: 40_000 }, () => 1);
  const tooMany = { name: 'too many', text: 'select', parameters, resend: false };
  expect(() => pipeline.send(tooMany, () => {})).toThrow(RangeError);
  send('next', false);
  pipeline.receive(Buffer.concat([message('1'), message('2'), dataRow(['1']), DONE, READY]));
  expect(answers).toEqual([['next', null, 1]]);
  letters();
  // Nor is it taken for prepared.
  send('too many', false);
  expect(letters()).toBe('PS');
});

test('a statement is prepared once, and again where preparing it failed', () => {
  const written: string[] = [];
  const answers: unknown[] = [];
  const pipeline = new Pipeline({
    write: (bytes) => written.push(String.fromCharCode(bytes[0] ?? 0)),
    onError: () => {},
  });
  const ask = () =>
    pipeline.send({ name: 'one', text: 'select 1', parameters: [], resend: true }, (error) =>
      answers.push(error),
    );
  const failed = message('E', 'SFEHLER\0VERROR\0C42P01\0Mno such table\0\0');
  ask();
  pipeline.receive(Buffer.concat([failed, READY]));
  ask();
  pipeline.receive(
    Buffer.concat([message('1'), message('2'), dataRow(['1']), message('C', 'SELECT 1\0'), READY]),
  );
  // This time it ran, and failed while running: the server still has it.
  ask();
  pipeline.receive(Buffer.concat([message('2'), failed, READY]));
  ask();
  expect(written).toEqual(['P', 'S', 'P', 'S', 'B', 'S', 'B', 'S']);
  const error = { severity: 'ERROR', sqlstate: '42P01', message: 'no such table' };
  expect(answers).toEqual([error, null, error]);
  pipeline.fail(new Error('gone'));
  ask();
  expect(answers.slice(3)).toEqual([new Error('gone'), new Error('gone')]);
});

const refused = (sqlstate: string) => message('E', `SERROR\0VERROR\0C${sqlstate}\0Mno\0\0`);
const refusal = (sqlstate: string) => ({ severity: 'ERROR', sqlstate, message: 'no' });

test('who relies on what could not be prepared is told why, unless he brings it along himself', () => {
  const { pipeline, send, answers } = scripted();
  const another = () =>
    pipeline.send({ name: 'one', text: 'another', parameters: [], resend: false }, (error) =>
      answers.push(['another', error, 0]),
    );
  send('one', false);
  send('two', false);
  send('one', false);
  another();
  another();
  pipeline.receive(
    Buffer.concat([
      ...[refused('42P01'), READY, message('1'), message('2'), DONE, READY, refused('26000'), READY],
      // The server forgets it between the two, as a pooler may: that is nobody's error but the session's.
      ...[message('1'), message('2'), DONE, READY, refused('26000'), READY],
    ]),
  );
  expect(answers).toEqual([
    ['one', refusal('42P01'), 0],
    ['two', null, 0],
    ['one', refusal('42P01'), 0],
    ['another', null, 0],
    ['another', refusal('26000'), 0],
  ]);
});

test('of those that share a Sync the first is told why; behind it nothing has run', async () => {
  const { pipeline, send, answers } = scripted();
  send('one', true);
  send('one', true);
  send('one', true);
  await settled();
  pipeline.receive(Buffer.concat([refused('42P01'), READY, refused('26000'), READY]));
  expect(answers).toEqual([
    ['one', refusal('42P01'), 0],
    ['one', refusal('42P01'), 0],
    ['one', SKIPPED, 0],
  ]);
});

test('what was not prepared because of the moment has not run for who relies on it: he may ask again', () => {
  const { pipeline, send, answers } = scripted();
  send('one', false);
  send('one', false);
  pipeline.receive(Buffer.concat([refused('57014'), READY, refused('26000'), READY]));
  expect(answers).toEqual([
    ['one', refusal('57014'), 0],
    ['one', SKIPPED, 0],
  ]);
});

/** With these prepared already. */
async function prepared(...names: readonly string[]) {
  const made = scripted();
  for (const name of names) {
    made.send(name, true);
    made.pipeline.receive(Buffer.concat([message('1'), message('2'), DONE, READY]));
  }
  await settled();
  made.answers.splice(0);
  made.letters();
  return made;
}

test('those that read and come together share a Sync; one that may change something has its own', async () => {
  const { send, letters } = await prepared('a', 'b', 'c', 'w');
  send('a', true);
  send('b', true);
  expect(letters()).toBe('BB');
  await settled();
  expect(letters()).toBe('S');
  send('a', true);
  send('w', false);
  send('b', true);
  send('c', true);
  await settled();
  // The one that was to come for the first has been sent, and nothing is left for it.
  expect(letters()).toBe('BSBSBBS');
});

test('one that the server is still to prepare shares none: others rely on that', async () => {
  const { pipeline, answers, send, letters } = await prepared('a');
  send('a', true);
  send('new', true);
  send('a', true);
  send('new', true);
  await settled();
  expect(letters()).toBe('BSPSBBS');
  pipeline.receive(Buffer.concat([message('2'), FAILED, READY]));
  pipeline.receive(Buffer.concat([message('1'), message('2'), DONE, READY]));
  pipeline.receive(Buffer.concat([message('2'), DONE, message('2'), DONE, READY]));
  expect(answers.map(([name, error]) => `${name} ${error === null}`)).toEqual([
    'a false',
    'new true',
    'a true',
    'new true',
  ]);
});

test('eight at most share one', async () => {
  const { send, letters } = await prepared('a');
  for (let count = 0; count < 17; count += 1) send('a', true);
  await settled();
  expect(letters()).toBe(`BBBBBBBBSBBBBBBBBSBS`);
});

test('what is answered together is told as one, in its order; behind one that fails nothing has run', async () => {
  const { pipeline, answers, send } = await prepared('a', 'b', 'c', 'd', 'e');
  for (const name of ['a', 'b', 'c', 'd']) send(name, true);
  await settled();
  send('e', false);
  const bound = message('2');
  pipeline.receive(Buffer.concat([bound, dataRow(['1']), DONE, bound, FAILED]));
  expect(answers).toEqual([]);
  pipeline.receive(READY);
  const error = { severity: 'ERROR', sqlstate: '22012', message: 'division by zero' };
  expect(answers.splice(0)).toEqual([
    ['a', null, 1],
    ['b', error, 0],
    ['c', SKIPPED, 0],
    ['d', SKIPPED, 0],
  ]);
  expect(pipeline.inFlight).toBe(1);
  pipeline.receive(Buffer.concat([bound, dataRow(['1']), dataRow(['2']), DONE, READY]));
  expect(answers).toEqual([['e', null, 2]]);
});

test('one that had nothing to do is done', async () => {
  const { pipeline, answers, send } = await prepared('a', 'b');
  send('a', true);
  send('b', true);
  await settled();
  pipeline.receive(Buffer.concat([message('2'), message('I'), message('2'), dataRow(['1']), DONE, READY]));
  expect(answers).toEqual([
    ['a', null, 0],
    ['b', null, 1],
  ]);
});

test('what goes wrong with the Sync itself is told of the last', async () => {
  const { pipeline, answers, send } = await prepared('w', 'a');
  send('w', false);
  send('a', true);
  await settled();
  pipeline.receive(Buffer.concat([message('2'), DONE, FAILED, READY]));
  expect(answers).toEqual([['w', expect.objectContaining({ sqlstate: '22012' }), 0]]);
});

test('what is written in one turn leaves in one piece with the Sync that it shares', async () => {
  const pieces: string[] = [];
  const batch = new WriteBatch(async (bytes) => void pieces.push(letters(bytes)));
  const pipeline = new Pipeline({ write: (bytes) => batch.add(bytes), onError: () => {} });
  const send = (name: string, reads: boolean) =>
    pipeline.send({ name, text: '', parameters: [], resend: reads, reads }, () => {});
  send('a', true);
  await settled();
  pieces.splice(0);
  send('w', false);
  send('a', true);
  send('a', true);
  await settled();
  expect(pieces).toEqual(['PBESBEBES']);
});

test('a session that ends before the Sync says so to each, and writes nothing more', async () => {
  const { pipeline, answers, send, letters } = await prepared('a', 'b');
  send('a', true);
  send('b', true);
  pipeline.fail(new Error('gone'));
  await settled();
  expect(letters()).toBe('BB');
  expect(answers.map(([name, error]) => [name, error])).toEqual([
    ['a', new Error('gone')],
    ['b', new Error('gone')],
  ]);
});

const session = ownSession();

test('whatever comes together: each has its own answer, its own error, or has not run', async () => {
  const divide = (divisor: number, reads: boolean) =>
    session().send({
      name: `divide ${reads}`,
      text: 'select 6 / $1::int',
      parameters: [divisor],
      resend: reads,
      reads,
    });
  for (const reads of [true, false]) await divide(1, reads);
  const asked = fc.record({ divisor: fc.constantFrom(0, 1, 2, 3), reads: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(asked, { maxLength: 20 }), async (all) => {
      const answers = await Promise.all(
        all.map(({ divisor, reads }) => divide(divisor, reads).catch((fault: ConnectionFault) => fault)),
      );
      let failed = false;
      let group = 0;
      all.forEach(({ divisor, reads }, place) => {
        if (!reads || group === 8) [failed, group] = [false, 0];
        group = reads ? group + 1 : 0;
        const answer = answers[place];
        if (failed) expect(answer).toMatchObject({ kind: 'skipped' });
        else if (divisor === 0) expect(answer).toMatchObject({ kind: 'rejected', sqlstate: '22012' });
        else expect(answer).toEqual([packedRow([String(6 / divisor)])]);
        failed = reads && (failed || divisor === 0);
      });
    }),
    draws(40),
  );
});
