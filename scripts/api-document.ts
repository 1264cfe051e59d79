// The description of the API, OpenAPI 3.1: made of the schemas that read its queries and that its replies are held to,
// for each game, since factions and tiers are the game's. scripts/assets.ts writes it when the Worker is built, which
// therefore does not carry it.
import { type ConversionConfig, toJsonSchema, toJsonSchemaDefs } from '@valibot/to-json-schema';
import type { Game } from '../src/ladder/game.ts';
import type { Endpoint } from '../src/web/api/endpoint.ts';
import { endpoints } from '../src/web/api/endpoints/index.ts';
import { PROBLEM_TYPE, type ProblemKind, problems } from '../src/web/api/problem.ts';
import { DEFAULT_LIMIT } from '../src/web/api/query.ts';
import { replies } from '../src/web/api/replies.ts';
import { apiTitle } from '../src/web/api/title.ts';
import { type EndpointName, endpointWords, introduction, problemWords } from './api-document/words.ts';

const BASE = '/api/v1';

const CONVERSION: ConversionConfig = {
  target: 'draft-2020-12',
  // What is read from text is described as what it becomes.
  typeMode: 'output',
  ignoreActions: ['check'],
  overrideRef: ({ referenceId }) => `#/components/schemas/${referenceId}`,
};

export function apiDocument(game: Game) {
  return {
    openapi: '3.1.1',
    info: { title: apiTitle(game), version: '1.0.0', description: introduction(game.name) },
    servers: [{ url: '/', description: 'This installation.' }],
    paths: Object.fromEntries(names().flatMap((name) => pathsOf(name, game))),
    components: {
      schemas: toJsonSchemaDefs(replies(game), CONVERSION),
      headers: HEADERS,
      responses: {
        ...Object.fromEntries(kinds().map((kind) => [kind, problemResponse(kind)])),
        'not-modified': NOT_MODIFIED,
      },
    },
  };
}

const HEADERS = {
  ETag: {
    description:
      'Changes with what the reply says. Sent back as `If-None-Match`, it is answered with 304 while it does not.',
    schema: { type: 'string' },
  },
  'Cache-Control': {
    description: 'How many seconds the reply may be used again.',
    schema: { type: 'string' },
  },
  Link: {
    description: 'The next page, with `rel="next"`; not there on the last.',
    schema: { type: 'string' },
  },
  'Retry-After': { description: 'After how many seconds to ask again.', schema: { type: 'integer' } },
};

const NOT_MODIFIED = {
  description: 'What the reader has, by `If-None-Match`, is still so.',
  headers: { ETag: reference('headers', 'ETag') },
};

function names(): readonly EndpointName[] {
  return Object.keys(endpoints) as EndpointName[];
}

function kinds(): readonly ProblemKind[] {
  return Object.keys(problems) as ProblemKind[];
}

function reference(kind: 'schemas' | 'headers' | 'responses', name: string) {
  return { $ref: `#/components/${kind}/${name}` };
}

/** The address itself, and the one of the table. */
function pathsOf(name: EndpointName, game: Game): readonly [string, object][] {
  const endpoint: Endpoint = endpoints[name];
  const path = BASE + endpoint.path.replaceAll(/:(\w+)/g, '{$1}');
  const { summary, description, reply } = endpointWords[name];
  const json = { 'application/json': { schema: reference('schemas', reply) } };
  const csv = {
    'text/csv': { schema: { type: 'string', description: `Columns: ${endpoint.columns.join(', ')}.` } },
  };
  const operation = (
    operationId: string,
    words: object,
    content: object,
    refusals: readonly ProblemKind[],
  ) => ({
    get: {
      operationId,
      ...words,
      parameters: [...pathParameters(name), ...queryParameters(endpoint, game)],
      responses: {
        200: { description: 'As asked.', headers: headersOf(endpoint, game), content },
        304: reference('responses', 'not-modified'),
        ...Object.fromEntries(refusals.map((kind) => [problems[kind].status, reference('responses', kind)])),
      },
    },
  });
  const common: readonly ProblemKind[] = kinds().filter(
    (kind) => kind !== 'method-not-allowed' && (kind !== 'not-found' || endpointWords[name].missing),
  );
  return [
    [path, operation(name, { summary, description }, { ...json, ...csv }, common)],
    [
      `${path}.csv`,
      operation(
        `${name}Csv`,
        {
          summary: `${summary}, as a table`,
          description: `The same as \`${path}\`, whatever \`Accept\` says.`,
        },
        csv,
        common.filter((kind) => kind !== 'not-acceptable'),
      ),
    ],
  ];
}

function headersOf(endpoint: Endpoint, game: Game) {
  const isList = 'cursor' in endpoint.query(game).entries;
  const given = ['ETag', 'Cache-Control', ...(isList ? ['Link'] : [])];
  return Object.fromEntries(given.map((name) => [name, reference('headers', name)]));
}

function pathParameters(name: EndpointName) {
  return endpointWords[name].parameters.map((parameter) => ({
    name: parameter.name,
    in: 'path',
    required: true,
    description: parameter.description,
    schema: { type: 'string' },
    example: parameter.example,
  }));
}

function queryParameters(endpoint: Endpoint, game: Game) {
  const { properties = {} } = toJsonSchema(endpoint.query(game), CONVERSION);
  return Object.entries(properties).map(([name, property]) => {
    const { description, ...schema } = property as { readonly description?: string };
    return {
      name,
      in: 'query',
      required: false,
      description,
      schema: name === 'limit' ? { ...schema, default: DEFAULT_LIMIT } : schema,
    };
  });
}

function problemResponse(kind: ProblemKind) {
  const waits = kind === 'too-many-requests' || kind === 'unavailable';
  return {
    description: `${problems[kind].title}. ${problemWords[kind]}`,
    ...(waits && { headers: { 'Retry-After': reference('headers', 'Retry-After') } }),
    content: { [PROBLEM_TYPE]: { schema: reference('schemas', 'Problem') } },
  };
}
