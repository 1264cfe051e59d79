// A form that anybody may send: read no further than a form of ours goes, before it is known who sends it.

const TYPE = 'application/x-www-form-urlencoded';

export type ReadForm =
  | { readonly ok: true; readonly fields: URLSearchParams }
  | { readonly ok: false; readonly status: 400 | 413; readonly detail: string };

export async function readForm(request: Request, mostBytes: number): Promise<ReadForm> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== TYPE) return { ok: false, status: 400, detail: `The form is sent as ${TYPE}.` };
  const tooLong = { ok: false, status: 413, detail: 'The form is too long.' } as const;
  // What is said of the length may be left out, or be a lie.
  if (Number(request.headers.get('content-length') ?? 0) > mostBytes) return tooLong;
  try {
    const decoder = new TextDecoder();
    let text = '';
    let bytes = 0;
    const body: AsyncIterable<Uint8Array> | null = request.body;
    if (body === null) return { ok: true, fields: new URLSearchParams() };
    // Left early, the loop cancels the stream.
    for await (const part of body) {
      bytes += part.byteLength;
      if (bytes > mostBytes) return tooLong;
      text += decoder.decode(part, { stream: true });
    }
    return { ok: true, fields: new URLSearchParams(text + decoder.decode()) };
  } catch {
    return { ok: false, status: 400, detail: 'The form cannot be read.' };
  }
}
