// What the API says when it cannot answer: problem details (RFC 9457), each kind with an address that describes it.
import type { Reply } from './replies.ts';

/** By the name that its address ends in. */
export const problems = {
  'invalid-parameters': { status: 400, title: 'Invalid parameters' },
  'not-found': { status: 404, title: 'Not found' },
  'method-not-allowed': { status: 405, title: 'Method not allowed' },
  'not-acceptable': { status: 406, title: 'Not acceptable' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  'internal-error': { status: 500, title: 'Internal error' },
  unavailable: { status: 503, title: 'Unavailable' },
} as const satisfies Readonly<Record<string, { readonly status: number; readonly title: string }>>;

export type ProblemKind = keyof typeof problems;

export const PROBLEM_TYPE = 'application/problem+json';

interface Told {
  readonly detail: string;
  readonly reference?: string;
  readonly errors?: Reply<'Problem'>['errors'];
}

export function problemResponse(
  kind: ProblemKind,
  url: URL,
  told: Told,
  headers: Readonly<Record<string, string>>,
): Response {
  const { status, title } = problems[kind];
  const body: Reply<'Problem'> = {
    type: `${url.origin}/api#${kind}`,
    title,
    status,
    instance: url.pathname + url.search,
    ...told,
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: { ...headers, 'Content-Type': PROBLEM_TYPE, 'Cache-Control': 'no-store' },
  });
}
