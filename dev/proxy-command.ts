// A proxy as a process of its own: `node dev/… --listen 0 --target host:port` says `{"port":N}` on its first line
// and runs until it is told to stop, or whoever opened a channel to it is gone.
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { runCommand } from './command.ts';
import { Obstacle } from './obstacle.ts';
import { type Address, parseAddress } from './tcp.ts';

export interface ProxyArguments {
  readonly listen: number;
  readonly target: Address;
  /** The further options, as written. */
  readonly more: Readonly<Record<string, string | undefined>>;
}

/** Runs the proxy that `open` makes. `more` names further options that take a value. */
export function proxyCommand(
  more: Readonly<Record<string, 'string'>>,
  open: (args: ProxyArguments) => Promise<{ readonly port: number; close(): Promise<void> }>,
): Promise<void> {
  return runCommand({
    async main({ args, print }) {
      const proxy = await open(readArguments(args, more));
      print(JSON.stringify({ port: proxy.port }));
      return new Promise((resolve) => {
        for (const signal of ['SIGINT', 'SIGTERM'] as const) {
          process.once(signal, () => proxy.close().then(() => resolve(0)));
        }
        process.once('disconnect', () => proxy.close().then(() => resolve(0)));
        // It is only listened to: a proxy that has ended does not wait for it.
        process.channel?.unref();
      });
    },
  });
}

function readArguments(args: readonly string[], more: Readonly<Record<string, 'string'>>): ProxyArguments {
  const options: ParseArgsOptionsConfig = { listen: { type: 'string' }, target: { type: 'string' } };
  for (const name of Object.keys(more)) options[name] = { type: 'string' };
  let values: Record<string, unknown>;
  try {
    ({ values } = parseArgs({ args, options }));
  } catch (cause) {
    throw new Obstacle((cause as Error).message, { cause });
  }
  const { listen = '0', target, ...rest } = values as Record<string, string | undefined>;
  const port = Number(listen);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Obstacle('--listen takes a port');
  if (!target) throw new Obstacle('--target host:port is needed');
  return { listen: port, target: parseAddress(target), more: rest };
}
