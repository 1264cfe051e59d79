// What may stand behind the question mark: schemas that read it and describe it, and what is wrong with it, each
// parameter by its name. A parameter that there is not is wrong, too: whoever mistypes a filter would get everything.
import * as v from 'valibot';
import { SLUG } from '../slug.ts';

export const DEFAULT_LIMIT = 20;
const MOST_LIMIT = 100;

/** What is wrong with one. */
export interface InvalidParameter {
  readonly parameter: string;
  readonly detail: string;
}

const limitMessage = `must be a whole number from 1 to ${MOST_LIMIT}.`;

const limit = v.optional(
  v.pipe(
    v.string(),
    v.regex(/^[1-9]\d{0,3}$/, limitMessage),
    v.transform(Number),
    v.number(),
    v.integer(),
    v.minValue(1, limitMessage),
    v.maxValue(MOST_LIMIT, limitMessage),
    v.description(`How many items a page has, at the most; ${DEFAULT_LIMIT} where nothing is said.`),
  ),
);

/** `read`: null where the text is not one of ours. */
const cursor = (read: (text: string) => unknown) =>
  v.optional(
    v.pipe(
      v.string(),
      v.maxLength(400, 'is none that was given out here.'),
      v.check((text) => read(text) !== null, 'is none that was given out here.'),
      v.description('Where the page begins: as `next` of the page before has it. Means nothing by itself.'),
    ),
  );

/** Of every list. */
export const pageParameters = (readCursor: (text: string) => unknown) => ({
  limit,
  cursor: cursor(readCursor),
});

export const choice = (ids: readonly string[], description: string) =>
  v.optional(v.pipe(v.picklist(ids, `must be one of ${ids.join(', ')}.`), v.description(description)));

export const slug = (description: string) =>
  v.optional(
    v.pipe(
      v.string(),
      v.regex(SLUG, 'must be the slug of a season: small letters, digits and hyphens.'),
      v.description(description),
    ),
  );

export const countryCode = (description: string) =>
  v.optional(
    v.pipe(
      v.string(),
      v.regex(/^[A-Z]{2}$/, 'must be an ISO 3166-1 alpha-2 code: two capital letters.'),
      v.description(description),
    ),
  );

export const flag = (description: string) =>
  v.optional(
    v.pipe(
      v.picklist(['true', 'false'], 'must be true or false.'),
      v.transform((text) => text === 'true'),
      v.boolean(),
      v.description(description),
    ),
  );

export type QuerySchema = v.StrictObjectSchema<v.ObjectEntries, undefined>;

export type ReadQuery<Schema extends QuerySchema> =
  | { readonly ok: true; readonly query: v.InferOutput<Schema> }
  | { readonly ok: false; readonly invalid: readonly InvalidParameter[] };

export function readQuery<Schema extends QuerySchema>(
  schema: Schema,
  search: URLSearchParams,
): ReadQuery<Schema> {
  const names = [...new Set(search.keys())];
  const twice = names.filter((name) => search.getAll(name).length > 1);
  const unknown = names.filter((name) => !Object.hasOwn(schema.entries, name));
  const known = names.filter((name) => Object.hasOwn(schema.entries, name));
  const parsed = v.safeParse(schema, Object.fromEntries(known.map((name) => [name, search.get(name)])));
  const wrong = new Map<string, string>();
  for (const name of unknown)
    wrong.set(name, `is no parameter here: there are ${Object.keys(schema.entries).join(', ') || 'none'}.`);
  for (const name of twice) wrong.set(name, 'is given more than once.');
  for (const { path, message } of parsed.issues ?? []) {
    const name = String(path?.[0]?.key ?? '');
    if (!wrong.has(name)) wrong.set(name, message);
  }
  if (parsed.success && wrong.size === 0) return { ok: true, query: parsed.output };
  // Names are what somebody typed: no longer than it takes to recognise them.
  const invalid = [...wrong].map(([name, detail]) => ({
    parameter: name.slice(0, 50).toWellFormed(),
    detail,
  }));
  return { ok: false, invalid };
}
