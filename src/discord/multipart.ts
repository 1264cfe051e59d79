// A message with files: a form whose `payload_json` is the message and whose `files[0]` and so on are the files, both
// to Discord's API and in the answer to an interaction. Written here in one piece, as RFC 7578 and HTML's standard have
// it: FormData and Blob, read back by the runtime, take several times as long as all else of an answer.

export interface AttachedFile {
  readonly name: string;
  /** Such as image/png. */
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** What a picture shows, for those who do not see it. */
  readonly description?: string;
}

export interface Multipart {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly contentType: string;
}

const UTF8 = new TextEncoder();

/** The body describes the files in `attachments`, by their place in this list. */
export function multipart(body: unknown, files: readonly AttachedFile[]): Multipart {
  // Nobody who has a say in a file's content can know it, and so end his part early.
  const boundary = `edge-ladder-${crypto.randomUUID()}`;
  const opening = (name: string) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"`;
  let text = body === undefined ? '' : `${opening('payload_json')}\r\n\r\n${JSON.stringify(body)}\r\n`;
  const parts: (string | Uint8Array)[] = [];
  files.forEach(({ name, type, bytes }, place) => {
    const head = `${opening(`files[${place}]`)}; filename="${quoted(name)}"\r\nContent-Type: ${type}\r\n\r\n`;
    parts.push(text + head, bytes);
    text = '\r\n';
  });
  parts.push(`${text}--${boundary}--\r\n`);
  return { body: joined(parts), contentType: `multipart/form-data; boundary=${boundary}` };
}

/** HTML's standard, "multipart form data": these and no others. */
function quoted(name: string): string {
  return name.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** Enough for a message and its picture. */
const ROOM = new Uint8Array(64 * 1024);
/** Of one UTF-16 unit in UTF-8. */
const MOST_BYTES = 3;

/** One piece of memory for the whole, which the runtime reads later: one for each part would cost it more than both. */
function joined(parts: readonly (string | Uint8Array)[]): Uint8Array<ArrayBuffer> {
  const most = parts.reduce(
    (sum, part) => sum + part.length * (typeof part === 'string' ? MOST_BYTES : 1),
    0,
  );
  const room = most <= ROOM.length ? ROOM : new Uint8Array(most);
  let length = 0;
  for (const part of parts) {
    if (typeof part === 'string') {
      length += UTF8.encodeInto(part, room.subarray(length)).written;
    } else {
      room.set(part, length);
      length += part.length;
    }
  }
  return room.slice(0, length);
}
