// Who may ask the playground's server: the development Worker, for a page of its own address. Another page in the same
// browser must not act as the players here, by whatever name it reaches this machine.
import { timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

export interface Refusal {
  readonly status: 403 | 415;
  readonly reason: string;
}

const LOOPBACK = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/;

export function guard(pass: string): (method: string, headers: IncomingHttpHeaders) => Refusal | null {
  return (method, headers) => {
    if (!same(String(headers['x-playground-pass'] ?? ''), pass)) {
      return { status: 403, reason: 'The playground is reached through the Worker that npm start runs.' };
    }
    const host = String(headers['x-playground-host'] ?? '');
    if (!LOOPBACK.test(host)) {
      return {
        status: 403,
        reason: 'The playground is for this machine alone: open it at http://localhost.',
      };
    }
    if (method === 'GET' || method === 'HEAD') return null;
    if (headers.origin !== `http://${host}`) {
      return { status: 403, reason: 'Only the page of the playground may do that.' };
    }
    const isJson = /^application\/json\b/.test(headers['content-type'] ?? '');
    return isJson ? null : { status: 415, reason: 'JSON, please.' };
  };
}

function same(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}
