import { expect, test } from 'vitest';
import { guard } from '../../../dev/playground/guard.ts';

const refuse = guard('secret');
const asked = {
  'x-playground-pass': 'secret',
  'x-playground-host': 'localhost:8787',
  origin: 'http://localhost:8787',
  'content-type': 'application/json',
};

test.each([
  ['the page, reading', 'GET', {}, null],
  ['the page, acting', 'POST', {}, null],
  [
    'by another name of this machine',
    'POST',
    { 'x-playground-host': '[::1]:8787', origin: 'http://[::1]:8787' },
    null,
  ],
  ['not through the Worker', 'GET', { 'x-playground-pass': 'guess' }, 403],
  ['without a pass', 'GET', { 'x-playground-pass': undefined }, 403],
  ['a name that leads here today', 'GET', { 'x-playground-host': 'evil.example:8787' }, 403],
  ['a name that begins like ours', 'GET', { 'x-playground-host': 'localhost.evil.example' }, 403],
  ['another page', 'POST', { origin: 'https://evil.example' }, 403],
  ['another port', 'POST', { origin: 'http://localhost:3000' }, 403],
  ['no page at all', 'POST', { origin: undefined }, 403],
  ['a form', 'POST', { 'content-type': 'text/plain' }, 415],
])('%s', (_, method, headers, status) => {
  expect(refuse(method, { ...asked, ...headers })?.status ?? null).toBe(status);
});
