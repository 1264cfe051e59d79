// POST /interactions, the whole path on one screen: verify -> parse -> dispatch -> reply. Nothing is parsed before
// its signature holds, and nothing longer than Discord would send is read to its end.
import type { HandledInteraction } from './interaction.ts';
import { multipart } from './multipart.ts';
import { parseInteraction } from './payload.ts';
import { filesOf, type MessageReply, PONG, type Reply, toWire } from './response.ts';
import type { Verify } from './verify.ts';

/** Far above any interaction: the longest carry a message with ten embeds. */
export const BODY_LIMIT_BYTES = 256 * 1024;

/** 400: not an interaction. 401: not from Discord. 413: too long. */
type RefusalStatus = 400 | 401 | 413;

export interface EndpointSettings<Scope> {
  readonly verify: Verify;
  /** Dispatches, within the time there is. `Scope` is what the caller keeps of this one request. */
  readonly respond: (interaction: HandledInteraction, scope: Scope) => Promise<Reply>;
  /** For a kind of interaction that this version does not know, by its number; nobody's language is known then. */
  readonly unknownReply: (type: number, scope: Scope) => MessageReply;
  readonly onPing?: (scope: Scope) => void;
  readonly onRefusal?: (status: RefusalStatus, scope: Scope) => void;
}

export function endpoint<Scope>(
  settings: EndpointSettings<Scope>,
): (request: Request, scope: Scope) => Promise<Response> {
  const { verify, respond, unknownReply, onPing, onRefusal } = settings;

  return async (request, scope) => {
    function refuse(status: RefusalStatus, reason: string): Response {
      onRefusal?.(status, scope);
      return new Response(reason, { status });
    }

    const body = await readBody(request);
    if (body === null) return refuse(413, 'request body too long');

    const { headers } = request;
    const signature = headers.get('x-signature-ed25519');
    const timestamp = headers.get('x-signature-timestamp');
    if (!(await verify(body, signature, timestamp))) return refuse(401, 'invalid request signature');

    const interaction = parseInteraction(readJson(body));
    if (interaction === null) return refuse(400, 'not an interaction');

    const reply = await replyTo(interaction);
    const files = filesOf(reply);
    if (files.length > 0) {
      const { body: form, contentType } = multipart(toWire(reply), files);
      return new Response(form, { headers: { 'content-type': contentType } });
    }
    return new Response(JSON.stringify(toWire(reply)), JSON_REPLY);

    async function replyTo(asked: NonNullable<ReturnType<typeof parseInteraction>>): Promise<Reply> {
      if (asked.kind === 'unknown') return unknownReply(asked.type, scope);
      if (asked.kind !== 'ping') return respond(asked, scope);
      onPing?.(scope);
      return PONG;
    }
  };
}

/** Response.json would make these headers anew each time. */
const JSON_REPLY = { headers: { 'content-type': 'application/json' } };

/** Null when it is too long, by what it says of itself or by what really comes. */
async function readBody(request: Request): Promise<Uint8Array | null> {
  const stated = request.headers.get('content-length');
  if (stated === null) return request.body === null ? new Uint8Array() : readStream(request.body);
  if (Number(stated) > BODY_LIMIT_BYTES) return null;
  // HTTP holds a body to its stated length. Reading it whole costs a Worker half of what reading its parts does.
  const body = new Uint8Array(await request.arrayBuffer());
  return body.byteLength > BODY_LIMIT_BYTES ? null : body;
}

/** For a body that states no length: counted while it comes. */
async function readStream(stream: NonNullable<Request['body']>): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    length += chunk.byteLength;
    if (length > BODY_LIMIT_BYTES) return null;
    chunks.push(chunk);
  }
  const body = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    body.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return body;
}

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Undefined, which is no interaction either, for what is not JSON in UTF-8. */
function readJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(UTF8.decode(body));
  } catch {
    return undefined;
  }
}
