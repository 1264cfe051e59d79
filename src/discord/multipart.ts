// A message with files: a form whose `payload_json` is the message and whose `files[0]` and so on are the files, both
// to Discord's API and in the answer to an interaction.

export interface AttachedFile {
  readonly name: string;
  /** Such as image/png. */
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** What a picture shows, for those who do not see it. */
  readonly description?: string;
}

/** The body describes the files in `attachments`, by their place in this list. */
export function multipart(body: unknown, files: readonly AttachedFile[]): FormData {
  const form = new FormData();
  if (body !== undefined) form.set('payload_json', JSON.stringify(body));
  files.forEach(({ name, type, bytes }, place) => {
    form.set(`files[${place}]`, new Blob([bytes], { type }), name);
  });
  return form;
}
