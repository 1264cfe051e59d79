// What is advised where a database cannot be had, in whoever's words that is said.
import { expect, test } from 'vitest';
import { adviceFor, knownAdvice, messageOf } from '../../scripts/database-advice.ts';

const withCode = (message: string, code: string) => Object.assign(new Error(message), { code });

test.each([
  [withCode('password authentication failed for user "me"', '28P01'), 'User or password'],
  [new Error('pq: password authentication failed for user "me"'), 'User or password'],
  [new Error('pq: no pg_hba.conf entry for host "10.0.0.1", user "me", SSL encryption'), 'pg_hba.conf'],
  [new Error('pq: role "me" does not exist'), 'pg_hba.conf'],
  [new Error('pq: database "nowhere" does not exist'), 'create it'],
  [new Error('pq: permission denied for schema public'), 'owns the tables'],
  [withCode('must be owner of table players', '42501'), 'owns the tables'],
  [new Error('pq: sorry, too many clients already'), 'max_connections'],
  [new Error('remaining connection slots are reserved for roles with …'), 'max_connections'],
  [new Error('dial tcp: lookup db.invalid: no such host'), 'spelled right'],
  [new Error('dial tcp 127.0.0.1:1: connect: connection refused'), 'Nothing listens'],
  [new AggregateError([withCode('connect ECONNREFUSED ::1:1', 'ECONNREFUSED')], ''), 'Nothing listens'],
  [new Error('pq: SSL is not enabled on the server'), 'Turn TLS on'],
  [
    new Error('tls: failed to verify certificate: x509: certificate signed by unknown authority'),
    'NODE_EXTRA_CA_CERTS',
  ],
  [new Error('dial tcp 10.0.0.1:5432: i/o timeout'), 'firewall'],
  [withCode('terminating connection due to administrator command', '57P01'), 'ended the connection'],
  [new Error('Client has encountered a connection error and is not queryable'), 'ended the connection'],
  [withCode('could not extend file "base/5/16384": No space left on device', '53100'), 'no room'],
  // As Neon says it of a free plan.
  [
    withCode('could not extend file because project size limit (512 MB) has been exceeded', '53100'),
    'no room',
  ],
  [new Error('pq: the database system is starting up'), 'in a moment'],
])('%s', (error, advice) => {
  expect(knownAdvice(error)).toContain(advice);
});

test.each(['pq: relation "battlserver" does not exist', 'canceling statement due to lock timeout'])(
  'a migration’s own fault is not the way’s: %s',
  (message) => {
    expect(knownAdvice(new Error(message))).toBeNull();
    expect(adviceFor(new Error(message))).toContain('Check DATABASE_URL');
  },
);

test('of several addresses the first that failed is told', () => {
  expect(messageOf(new AggregateError([new Error('first'), new Error('second')], ''))).toBe('first');
});
