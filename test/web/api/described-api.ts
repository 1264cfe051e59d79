// The API's own description as the judge of its replies: every status must be one that the operation names, every body
// what its schema says and nothing besides, every header that is named there.
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { parse } from 'csv-parse/sync';
import { expect } from 'vitest';

interface Operation {
  readonly operationId: string;
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly schema: object }[];
  readonly responses: Readonly<Record<string, Responded>>;
}

interface Responded {
  readonly $ref?: string;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly content?: Readonly<Record<string, { readonly schema: { readonly $ref?: string } }>>;
}

export interface ApiDocument {
  readonly paths: Readonly<Record<string, { readonly get: Operation }>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, object>>;
    readonly responses: Readonly<Record<string, Responded>>;
  };
}

/** Headers that not every such reply has. */
const OPTIONAL = ['Link'];

export function describedApi(document: ApiDocument) {
  const ajv = new Ajv2020({ strict: true, allErrors: true });
  formats['default'](ajv);
  const { schemas, responses } = document.components;
  const root = sealed({ $id: 'api', components: { schemas } }) as object;
  ajv.addVocabulary(['components']);
  ajv.addSchema(root);
  const validators = new Map<string, ValidateFunction>();
  const schema = (name: string): ValidateFunction => {
    const found = validators.get(name) ?? ajv.compile({ $ref: `api#/components/schemas/${name}` });
    validators.set(name, found);
    return found;
  };

  function operationAt(path: string): Operation | undefined {
    const templates = Object.keys(document.paths)
      .filter((template) => pattern(template).test(path))
      // The end that says the form is no part of a name.
      .sort((one, other) => Number(other.endsWith('.csv')) - Number(one.endsWith('.csv')));
    return templates[0] === undefined ? undefined : document.paths[templates[0]]?.get;
  }

  return {
    operationAt,
    /** The body, read: JSON as it is, a table as the rows of its columns. */
    async checked(response: Response): Promise<unknown> {
      const { pathname } = new URL(response.url);
      const operation = operationAt(pathname);
      const type = (response.headers.get('content-type') ?? '').split(';')[0] ?? '';
      const text = await response.text();
      expect(response.headers.get('access-control-allow-origin')).toBe('*');
      // Of another method than the operation's own.
      const isOtherMethod = response.status === 405;
      const given = isOtherMethod ? responses['method-not-allowed'] : operation?.responses[response.status];
      // What has no endpoint is a problem of the shared form.
      const ofProblem = Object.values(responses)[0];
      if (operation && !isOtherMethod)
        expect(Object.keys(operation.responses), `${pathname} ${text}`).toContain(String(response.status));
      const described = given?.$ref ? responses[given.$ref.split('/').at(-1) ?? ''] : (given ?? ofProblem);
      for (const name of Object.keys(described?.headers ?? {})) {
        if (!OPTIONAL.includes(name)) expect(response.headers.get(name), name).not.toBeNull();
      }
      if (response.status === 304) {
        expect(text).toBe('');
        return null;
      }
      const content = described?.content?.[type];
      if (operation) expect(content, `${pathname} ${type}`).toBeDefined();
      if (type === 'text/csv') return parse(text, { columns: true, relax_column_count: false });
      const name = content?.schema.$ref?.split('/').at(-1) ?? 'Problem';
      const body: unknown = JSON.parse(text);
      const validate = schema(name);
      expect(validate(body) ? [] : validate.errors, `${pathname} as ${name}: ${text.slice(0, 400)}`).toEqual(
        [],
      );
      return body;
    },
  };
}

function pattern(template: string): RegExp {
  return new RegExp(`^${template.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`);
}

/** Nothing besides what is named: the description leaves room to add, a reply takes none. */
function sealed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sealed);
  if (typeof value !== 'object' || value === null) return value;
  const inner = Object.fromEntries(Object.entries(value).map(([key, one]) => [key, sealed(one)]));
  return 'properties' in inner && inner['type'] === 'object'
    ? { ...inner, additionalProperties: false }
    : inner;
}
