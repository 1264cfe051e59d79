import { expect, test } from 'vitest';
import { webAddress } from '../../dev/web-address.ts';

test.each(['http://127.0.0.1:8787', 'https://ladder.example.workers.dev/'])('%s is one', (typed) => {
  expect(webAddress(typed)).toBe(typed);
});

test.each(['localhost:8787', '127.0.0.1:8787', 'ladder.example', 'ftp://ladder.example', ''])(
  '"%s" is none',
  (typed) => {
    expect(() => webAddress(typed)).toThrow(`such as http://127.0.0.1:8787, not "${typed}"`);
  },
);
