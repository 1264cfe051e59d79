// The load generator before servers that are slow, wrong or gone: what it says of them, and what it makes of no answer.
import { createServer, type RequestListener, type Server } from 'node:http';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Generator, httpRequest, startGenerator } from '../../bench/generator.ts';
import { listenOnLoopback } from '../../dev/tcp.ts';

const EXPECTED = '"embeds"';
const REPLY = JSON.stringify({ embeds: [{}] });
const requests = ['a', 'b', 'c', 'd'].map((body) => httpRequest('/interactions', { headers: {}, body }));
const short = { requests, expected: EXPECTED, connections: 1, warmUpMs: 20, measureMs: 40 };

let generator: Generator;
let server: Server;

beforeAll(() => {
  generator = startGenerator();
});
afterAll(() => generator.stop());
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

async function answering(listener: RequestListener): Promise<number> {
  server = createServer(listener);
  return listenOnLoopback(server, 0);
}

function reply(response: Parameters<RequestListener>[1], status: number, body: string): void {
  response.writeHead(status, { 'content-length': body.length }).end(body);
}

test.each([
  { what: 'another status', status: 500, body: REPLY },
  { what: 'another reply', status: 200, body: JSON.stringify({ content: 'Something went wrong' }) },
])('$what is no figure', async ({ status, body }) => {
  const port = await answering((_, response) => reply(response, status, body));
  await expect(generator.run({ ...short, port })).rejects.toThrow('answers were not as expected');
});

test('an answer that takes longer than the whole load has its time, and is no throughput', async () => {
  const loadMs = short.warmUpMs + short.measureMs;
  const port = await answering((_, response) => void setTimeout(reply, 3 * loadMs, response, 200, REPLY));
  const load = await generator.run({ ...short, port, connections: 3 });
  expect(load).toMatchObject({ count: 3, perSecond: 0 });
  expect(load.p50).toBeGreaterThan(loadMs);
});

test('each load goes on where the one before ended, so that all are asked in turn', async () => {
  const asked: string[] = [];
  const port = await answering(async (request, response) => {
    for await (const body of request.setEncoding('utf8')) asked.push(body);
    // One request a load: the next would be sent when it is over.
    setTimeout(reply, 2 * (short.warmUpMs + short.measureMs), response, 200, REPLY);
  });
  for (const _ of requests) await generator.run({ ...short, port });
  expect(asked.toSorted()).toEqual(['a', 'b', 'c', 'd']);
});

test('whoever is stopped says so to those who still ask', async () => {
  const port = await answering((_, response) => reply(response, 200, REPLY));
  const stopped = startGenerator();
  stopped.stop();
  await expect(stopped.run({ ...short, port })).rejects.toThrow('the load generator ended');
});
