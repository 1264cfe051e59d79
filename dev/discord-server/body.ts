// Bodies as they come over HTTP: JSON, or a form with the JSON in `payload_json` and files beside it.
import { ApiFault, invalidForm } from './fault.ts';
import type { UploadedFile } from './message.ts';

export interface ReadBody {
  /** Parsed JSON, undefined for none. */
  readonly body: unknown;
  readonly files: readonly UploadedFile[];
  /** What was wrong with it, in Discord's words. */
  readonly malformed?: string;
}

const MAX_FILES = 10;
const MAX_FILE_BYTES = 10 * 1024 * 1024;
const NOT_JSON = 'The request body contains invalid JSON.';

export async function readBody(contentType: string, bytes: Uint8Array<ArrayBuffer>): Promise<ReadBody> {
  if (bytes.length === 0) return { body: undefined, files: [] };
  if (contentType.startsWith('application/json'))
    return { ...readJson(new TextDecoder().decode(bytes)), files: [] };
  if (!contentType.startsWith('multipart/form-data')) {
    return {
      body: undefined,
      files: [],
      malformed: 'Expected "Content-Type" header to be one of {"application/json"}.',
    };
  }
  try {
    return await readForm(contentType, bytes);
  } catch {
    return { body: undefined, files: [], malformed: 'The form cannot be read.' };
  }
}

/** Files as they were read from an answer. */
export function uploadedFiles(files: readonly File[]): Promise<readonly UploadedFile[]> {
  return Promise.all(
    files.map(async (file) => ({
      name: file.name,
      type: file.type,
      bytes: new Uint8Array(await file.arrayBuffer()),
    })),
  );
}

async function readForm(contentType: string, bytes: Uint8Array<ArrayBuffer>): Promise<ReadBody> {
  const form = await new Response(bytes, { headers: { 'content-type': contentType } }).formData();
  const places: { readonly place: number; readonly file: UploadedFile }[] = [];
  for (const [name, value] of form) {
    if (name === 'payload_json') continue;
    const place = /^files\[(\d)\]$/.exec(name)?.[1];
    if (place === undefined || typeof value === 'string') {
      return { body: undefined, files: [], malformed: `"${name}" is neither payload_json nor a file` };
    }
    const [file] = await uploadedFiles([value]);
    if (file) places.push({ place: Number(place), file });
  }
  const files = places.sort((left, right) => left.place - right.place);
  if (files.some(({ place }, index) => place !== index)) {
    return { body: undefined, files: [], malformed: 'Files are numbered from 0, without gaps' };
  }
  const payload = form.get('payload_json');
  const json = typeof payload === 'string' ? readJson(payload) : { body: {} };
  return { ...json, files: files.map(({ file }) => file) };
}

function readJson(text: string): { readonly body: unknown; readonly malformed?: string } {
  try {
    return { body: JSON.parse(text) };
  } catch {
    return { body: undefined, malformed: NOT_JSON };
  }
}

/** What Discord answers to a body that it does not take, whatever the route. */
export function bodyFault(method: string, { body, files, malformed }: ReadBody): ApiFault | null {
  if (malformed !== undefined) return new ApiFault(400, 50109, malformed);
  const isExpected = method === 'POST' || method === 'PUT' || method === 'PATCH';
  if (body === undefined && isExpected && files.length === 0) return new ApiFault(400, 50109, NOT_JSON);
  if (files.length > MAX_FILES)
    return invalidForm([{ path: 'files', message: `at most ${MAX_FILES} files` }]);
  if (files.some(({ bytes }) => bytes.length > MAX_FILE_BYTES)) {
    return new ApiFault(413, 40005, 'Request entity too large');
  }
  return null;
}
