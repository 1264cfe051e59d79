// POST /interactions, the whole path on one screen: verify -> parse -> dispatch -> reply. Nothing is parsed before
// its signature holds, and nothing longer than Discord would send is kept. A body is read as text and never
// lies about as bytes, whose memory costs a runtime more than all that is done with them: a body that is not UTF-8, or
// has a byte order mark, is then another text than was signed, and turned away like one.
import type { HandledInteraction, Interaction } from './interaction.ts';
import { parseInteraction } from './payload.ts';
import { type MessageReply, PONG, type Reply } from './response.ts';
import type { Verify } from './verify.ts';
import { responseOf } from './wire.ts';

/** Far above any interaction: the longest carry a message with ten embeds. */
export const BODY_LIMIT_BYTES = 256 * 1024;

/** 400: not an interaction. 401: not from Discord. 413: too long. */
type RefusalStatus = 400 | 401 | 413;

export interface EndpointSettings<Scope> {
  readonly verify: Verify;
  /** Dispatches, within the time there is. `Scope` is what the caller keeps of this one request. */
  readonly respond: (interaction: HandledInteraction, scope: Scope) => Reply | Promise<Reply>;
  /** For a kind of interaction that this version does not know, by its number; nobody's language is known then. */
  readonly unknownReply: (type: number, scope: Scope) => MessageReply;
  /**
   * Of a body that is too long without having said so, as many bytes more are read and forgotten: whoever is cut off
   * while he still sends may never hear why. None, unless given.
   */
  readonly passOverBytes?: number;
  readonly onPing?: (scope: Scope) => void;
  readonly onRefusal?: (status: RefusalStatus, scope: Scope) => void;
}

export function endpoint<Scope>(
  settings: EndpointSettings<Scope>,
): (request: Request, scope: Scope) => Promise<Response> {
  const { verify, respond, unknownReply, passOverBytes = 0, onPing, onRefusal } = settings;

  function refuse(status: RefusalStatus, reason: string, scope: Scope): Response {
    onRefusal?.(status, scope);
    return new Response(reason, { status });
  }

  function replyTo(asked: Interaction, scope: Scope): Reply | Promise<Reply> {
    if (asked.kind === 'unknown') return unknownReply(asked.type, scope);
    if (asked.kind !== 'ping') return respond(asked, scope);
    onPing?.(scope);
    return PONG;
  }

  return async (request, scope) => {
    const { headers } = request;
    const stated = headers.get('content-length');
    const body =
      stated === null
        ? await readUnstated(request, passOverBytes)
        : await readStated(request, Number(stated));
    if (body === null) return refuse(413, 'request body too long', scope);

    const signature = headers.get('x-signature-ed25519');
    const timestamp = headers.get('x-signature-timestamp');
    const isDiscords = await verify(body.text, body.bytes, signature, timestamp);
    if (!isDiscords) return refuse(401, 'invalid request signature', scope);

    const interaction = parseInteraction(readJson(body.text));
    if (interaction === null) return refuse(400, 'not an interaction', scope);

    return responseOf(await replyTo(interaction, scope));
  };
}

interface Body {
  readonly text: string;
  /** As many as came. */
  readonly bytes: number;
}

async function readStated(request: Request, bytes: number): Promise<Body | null> {
  if (bytes > BODY_LIMIT_BYTES) return null;
  const text = await request.text();
  return text.length > BODY_LIMIT_BYTES ? null : { text, bytes };
}

/** A body that states no length is counted while it comes: null once it is too long. */
async function readUnstated({ body }: Request, passOverBytes: number): Promise<Body | null> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > BODY_LIMIT_BYTES + passOverBytes) return null;
    if (bytes <= BODY_LIMIT_BYTES) text += decoder.decode(chunk, { stream: true });
  }
  return bytes > BODY_LIMIT_BYTES ? null : { text: text + decoder.decode(), bytes };
}

/** Undefined, which is no interaction either, for what is not JSON. */
function readJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
