// The load generator, a process of its own: sends prepared HTTP requests in rotation over kept connections, the next
// as soon as the answer before it is there, and tells how long each took. Plain sockets, no HTTP library: on a small
// machine, whatever the generator takes is not there for what is measured.
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { LoadAsked, LoadResult } from './generator.ts';

const HEAD_END = Buffer.from('\r\n\r\n');
const FIRST_REFUSALS = 3;

/** Goes on where the load before ended: each that is short would ask the same few players again. */
let next = 0;

process.on('message', async (asked: LoadAsked) => {
  process.send?.(await run(asked));
});
process.on('disconnect', () => process.exit());

async function run({
  port,
  requests,
  expected,
  connections,
  warmUpMs,
  measureMs,
}: LoadAsked): Promise<LoadResult> {
  const prepared = requests.map((request) => Buffer.from(request, 'latin1'));
  const rotation = () => {
    next = (next + 1) % prepared.length;
    return prepared[next] ?? Buffer.alloc(0);
  };
  const refused: string[] = [];
  let refusals = 0;
  const times: number[] = [];
  let answeredWithin = 0;
  const clients = Array.from({ length: connections }, () => new Exchange(port));
  await Promise.all(clients.map((client) => client.opened));

  const begun = performance.now();
  const from = begun + warmUpMs;
  const until = from + measureMs;
  const processor = process.cpuUsage();
  await Promise.all(
    clients.map(async (client) => {
      for (;;) {
        const sent = performance.now();
        if (sent >= until) return;
        const answer = await client.ask(rotation());
        const answered = performance.now();
        if (!answer.startsWith('HTTP/1.1 200') || !answer.includes(expected)) {
          refusals += 1;
          if (refused.length < FIRST_REFUSALS) refused.push(answer.slice(0, 600));
        }
        // What was sent within the time has its time, however late its answer; what was answered within it is the
        // throughput. What was under way from before it until after it has its time, too: so a way as slow as the time
        // itself, or slower, is told as it is.
        if (sent >= from || answered > until) times.push(answered - sent);
        if (answered >= from && answered <= until) answeredWithin += 1;
      }
    }),
  );
  for (const client of clients) client.close();
  const { user, system } = process.cpuUsage(processor);
  return {
    times,
    answeredWithin,
    refusals,
    refused,
    processorShare: (user + system) / 1_000 / (performance.now() - begun),
  };
}

/** One kept connection; one request at a time. */
class Exchange {
  readonly opened: Promise<unknown>;
  readonly #socket: Socket;
  #received: Buffer = Buffer.alloc(0);
  #resolve: (answer: string) => void = () => {};
  #reject: (error: Error) => void = () => {};

  constructor(port: number) {
    this.#socket = connect({ host: '127.0.0.1', port, noDelay: true });
    this.opened = once(this.#socket, 'connect');
    this.#socket.on('data', (chunk) => this.#receive(chunk));
    this.#socket.on('error', (error) => this.#reject(error));
    this.#socket.on('close', () => this.#reject(new Error('the Worker closed a connection')));
  }

  ask(request: Buffer): Promise<string> {
    return new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
      this.#socket.write(request);
    });
  }

  close(): void {
    this.#socket.destroy();
  }

  #receive(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    const head = this.#received.indexOf(HEAD_END);
    if (head < 0) return;
    const length = /\r\ncontent-length: (\d+)/i.exec(this.#received.toString('latin1', 0, head))?.[1];
    if (length === undefined) {
      this.#reject(new Error('an answer without a stated length: this client reads no other'));
      return;
    }
    if (this.#received.length < head + HEAD_END.length + Number(length)) return;
    const answer = this.#received.toString('latin1');
    this.#received = Buffer.alloc(0);
    this.#resolve(answer);
  }
}
