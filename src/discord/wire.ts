// The HTTP response that answers an interaction: JSON, or a form where files go along. What is made once and given often
// is kept as bytes, since making those costs a runtime more than all else that is done for such a reply.
import { multipart } from './multipart.ts';
import { filesOf, type Reply, toWire } from './response.ts';

interface Wire {
  readonly body: string | Uint8Array;
  /** Each response takes its headers over, which costs a runtime less than reading a dictionary. */
  readonly head: Response;
}

const JSON_HEAD = headOf('application/json');

const kept = new WeakMap<Reply, Wire>();

/** For a reply that is made once and given often: so is its body. It must not be changed any more. */
export function keptReply<Kept extends Reply>(reply: Kept): Kept {
  const { body, head } = wireOf(reply);
  kept.set(reply, {
    body: typeof body === 'string' ? new TextEncoder().encode(body) : body,
    head,
  });
  return reply;
}

/** Bytes that a kept reply takes; 0 of any other. */
export function keptBytes(reply: Reply): number {
  return kept.get(reply)?.body.length ?? 0;
}

export function responseOf(reply: Reply): Response {
  const { body, head } = kept.get(reply) ?? wireOf(reply);
  return new Response(body, head);
}

function wireOf(reply: Reply): Wire {
  const files = filesOf(reply);
  if (files.length === 0) return { body: JSON.stringify(toWire(reply)), head: JSON_HEAD };
  const { body, contentType } = multipart(toWire(reply), files);
  return { body, head: headOf(contentType) };
}

function headOf(contentType: string): Response {
  return new Response(null, { headers: { 'content-type': contentType } });
}
