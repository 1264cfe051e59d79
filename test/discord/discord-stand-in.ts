// A server in Discord's place: writes down what it is asked, and answers as the test says.
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { readBody } from '../../dev/discord-server/body.ts';
import type { UploadedFile } from '../../dev/discord-server/message.ts';

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
  readonly files: readonly UploadedFile[];
}

export interface StandInAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly text?: string;
}

export interface DiscordStandIn {
  readonly url: string;
  readonly requests: readonly SeenRequest[];
  close(): Promise<void>;
}

/** `answer` is given the number of the request, from 1, and the request. */
export async function discordStandIn(
  answer: (count: number, request: SeenRequest) => StandInAnswer | 'never',
): Promise<DiscordStandIn> {
  const requests: SeenRequest[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const bytes = new Uint8Array(await buffer(incoming));
    const read = await readBody(incoming.headers['content-type'] ?? '', bytes);
    const request: SeenRequest = {
      method: incoming.method ?? '',
      path: incoming.url ?? '',
      headers: incoming.headers,
      body: read.body ?? null,
      files: read.files,
    };
    requests.push(request);
    const given = answer(requests.length, request);
    if (given === 'never') return;
    outgoing.writeHead(given.status, { 'content-type': 'application/json', ...given.headers });
    outgoing.end(given.text ?? (given.body === undefined ? '' : JSON.stringify(given.body)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  let open = true;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    async close() {
      if (!open) return;
      open = false;
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
