// The load generator as its users see it: one process for a whole run, one load at a time.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Latencies } from './latencies.ts';
import { latenciesOf } from './latencies.ts';

export interface LoadAsked {
  readonly port: number;
  /** Whole HTTP requests, as bytes in latin1; sent in rotation. */
  readonly requests: readonly string[];
  /** What every answer must hold; any other counts as refused. */
  readonly expected: string;
  readonly connections: number;
  readonly warmUpMs: number;
  readonly measureMs: number;
}

export interface LoadResult {
  /** Of what was sent within the measured time, or was under way during all of it. */
  readonly times: readonly number[];
  /** How many answers came within it. */
  readonly answeredWithin: number;
  readonly refusals: number;
  /** The first of them, cut short. */
  readonly refused: readonly string[];
  /** Of one core, by the generator itself. */
  readonly processorShare: number;
}

export interface Load extends Latencies {
  /** Each answer's, in milliseconds. */
  readonly times: readonly number[];
  readonly perSecond: number;
  readonly generatorShare: number;
}

export interface Generator {
  readonly pid: number;
  /** Fails when any answer is not as expected: figures of failures are no figures. */
  run(asked: LoadAsked): Promise<Load>;
  stop(): void;
}

export function startGenerator(): Generator {
  const child = fork(join(import.meta.dirname, 'load-process.ts'), { serialization: 'advanced' });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the load generator ended (${code})`);
  });
  // Its end is expected when it is stopped, and told to whoever waits for a load.
  ended.catch(() => {});
  return {
    pid: child.pid ?? 0,
    async run(asked) {
      if (child.connected) child.send(asked);
      const [result] = (await Promise.race([once(child, 'message'), ended])) as [LoadResult];
      if (result.refusals > 0) {
        throw new Error(`${result.refusals} answers were not as expected:\n${result.refused.join('\n')}`);
      }
      return {
        times: result.times,
        ...latenciesOf(result.times),
        perSecond: result.answeredWithin / (asked.measureMs / 1_000),
        generatorShare: result.processorShare,
      };
    },
    stop() {
      if (child.connected) child.disconnect();
    },
  };
}

/** An HTTP request as bytes. */
export function httpRequest(
  path: string,
  { headers, body }: { headers: Record<string, string>; body: string },
): string {
  const bytes = Buffer.from(body);
  const lines = [
    `POST ${path} HTTP/1.1`,
    'host: 127.0.0.1',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    `content-length: ${bytes.length}`,
  ];
  return `${lines.join('\r\n')}\r\n\r\n${bytes.toString('latin1')}`;
}
