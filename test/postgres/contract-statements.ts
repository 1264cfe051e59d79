// The statements of the contract suite, by name: the test asks for one, the Worker under test runs it.
import { bigint, boolean, integer, nullable, oneOf, text, timestamp } from '../../src/postgres/column.ts';
import { defineStatement, type Parameter, type Statement } from '../../src/postgres/statement.ts';

const values = defineStatement({
  name: 'contract.values',
  text: `select $1::int8, $2::int4, $3::int2, $4::bool, $5::text, $6::text, $7::timestamptz,
    $8::text[] @> array['b,"}'], $9::int4[] @> array[7], $10::text`,
  resend: true,
  columns: {
    id: bigint,
    whole: integer,
    small: integer,
    yes: boolean,
    words: text,
    nothing: nullable(text),
    at: timestamp,
    wordIn: boolean,
    numberIn: boolean,
    reason: oneOf(['terms', 'setup']),
  },
  parameters: (...given: readonly Parameter[]) => given,
  result: (rows) => rows[0],
});

const one = (name: string, sql: string, resend: boolean, reads = false) =>
  defineStatement({
    name: `contract.${name}`,
    text: sql,
    resend,
    reads,
    columns: { value: text },
    parameters: (...given: readonly Parameter[]) => given,
    result: (rows) => rows[0]?.value ?? null,
  });

const SLEEP = `select 'slept' from (select pg_sleep($1)) slept`;

export const contractStatements: Readonly<
  Record<string, (...given: readonly Parameter[]) => Statement<unknown>>
> = {
  values,
  pid: one('pid', 'select pg_backend_pid()::text', true),
  sleepAgain: one('sleep-again', SLEEP, true),
  sleepOnce: one('sleep-once', SLEEP, false),
  note: one('note', 'insert into notes values ($1) returning text', false),
  notes: one('notes', 'select count(*)::text from notes', true),
  duplicate: one('duplicate', 'insert into notes values ($1) returning text', false),
  readPid: one('read-pid', 'select pg_backend_pid()::text', true, true),
  readQuotient: one('read-quotient', 'select (6 / $1::int)::text', true, true),
  mergedQuotient: defineStatement({
    name: 'contract.merged-quotient',
    text: `select asked.place, (6 / asked.divisor)::text || ' of ' || count(*) over ()
      from unnest($1::int[]) with ordinality as asked(divisor, place)`,
    resend: true,
    reads: true,
    merges: true,
    columns: { asker: bigint, value: text },
    parameters: (divisor: Parameter) => [[divisor as number]],
    result: (rows) => rows[0]?.value ?? null,
  }),
  noTable: one('no-table', 'select * from no_such_table', true),
  shape: one('shape', 'select value from shape', true),
  badNumber: one('bad-number', 'select ($1::text)::int4::text', true),
  unreadable: defineStatement({
    name: 'contract.unreadable',
    text: 'select null::text',
    resend: true,
    columns: { value: text },
    parameters: () => [],
    result: (rows) => rows[0],
  }),
};
