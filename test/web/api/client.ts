// A program that reads the API: each request comes from another address, and each reply is held against the description.
import { apiDocument } from '../../../scripts/api-document.ts';
import { games } from '../../../src/games/index.ts';
import type { endpoints } from '../../../src/web/api/endpoints/index.ts';
import { type ApiDocument, describedApi } from './described-api.ts';

export const API = '/api/v1';

export type EndpointName = keyof typeof endpoints;

// biome-ignore lint/suspicious/noExplicitAny: whatever the description says it is.
export type Body = any;

const [game] = games;
const described = describedApi(apiDocument(game) as unknown as ApiDocument);

/** The endpoint that a path belongs to, by its name. */
export function endpointAt(path: string): { readonly name: EndpointName; readonly isTable: boolean } | null {
  const id = described.operationAt(path.split('?')[0] ?? '')?.operationId;
  return id === undefined
    ? null
    : { name: id.replace(/Csv$/, '') as EndpointName, isTable: id.endsWith('Csv') };
}

export interface ApiClient {
  ask(path: string, init?: RequestInit): Promise<Response>;
  /** The body of an answer that is as described. */
  get(path: string, init?: RequestInit): Promise<Body>;
  checked(response: Response): Promise<Body>;
}

let addresses = 0;

export function apiClient(origin: () => string): ApiClient {
  const ask = (path: string, init: RequestInit = {}): Promise<Response> => {
    addresses += 1;
    const headers = { 'cf-connecting-ip': `192.0.2.${addresses % 250}`, ...init.headers };
    return fetch(origin() + path, { redirect: 'manual', ...init, headers });
  };
  return {
    ask,
    get: async (path, init) => described.checked(await ask(path, init)),
    checked: described.checked,
  };
}

/** The same address as a table. */
export function asTable(address: string): string {
  const [path, search] = address.split('?');
  return `${path}.csv${search === undefined ? '' : `?${search}`}`;
}
