// A port for what begins later, or begins again: systems give it to nobody in the meantime.
import { once } from 'node:events';
import { createServer } from 'node:net';
import { listenOnLastingPort } from '../dev/tcp.ts';

export async function lastingPort(): Promise<number> {
  const server = createServer();
  const port = await listenOnLastingPort(server);
  server.close();
  await once(server, 'close');
  return port;
}
