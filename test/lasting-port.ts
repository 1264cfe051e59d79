// A port for what begins later, or begins again: neither systems nor the proxies of other tests, of which there are
// hundreds in a run, are given it in the meantime.
import { once } from 'node:events';
import { createServer } from 'node:net';
import { listenOnLastingPort, type PortRange } from '../dev/tcp.ts';

/** Above those of `listenOnLastingPort`, and like them below those that systems give. */
const PORTS: PortRange = { from: 30_000, count: 2_000 };

export async function lastingPort(): Promise<number> {
  const server = createServer();
  const port = await listenOnLastingPort(server, PORTS);
  server.close();
  await once(server, 'close');
  return port;
}
