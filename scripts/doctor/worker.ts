// The doctor's look at a running Worker: whether it serves, and whether its pool is warm.
import { isHeaderText } from '../../src/header-text.ts';
import { type Finding, failing, note, well } from './finding.ts';

const LIMIT_MS = 15_000;

/** What is read of GET /status. */
interface PoolStatus {
  readonly name: string;
  readonly connections: { readonly open: number; readonly min: number; readonly max: number };
  readonly lastRefusal: string | null;
}

/** `named`: whoever asks gave the address, and expects one there. */
export async function workerFindings(
  url: string,
  statusToken: string | null,
  { named = false } = {},
): Promise<Finding[]> {
  let health: Response;
  try {
    health = await get(url, '/health', null);
  } catch (error) {
    if (named) {
      return [
        failing(
          'Worker',
          `${url} does not answer: ${reasonOf(error)}`,
          'Is the address right, and is it deployed?',
        ),
      ];
    }
    return [
      note(
        'Worker',
        `none runs at ${url}`,
        'npm start runs it here; --url https://… asks one that is deployed.',
      ),
    ];
  }
  const state = (await json(health)) as { status?: string; cause?: string } | null;
  // Of whatever the Worker says there, one is a text.
  if (typeof (state?.status ?? state?.cause) !== 'string') {
    return [
      failing(
        'Worker',
        `${url} does not answer as Edge Ladder does: GET /health gives ${health.status}`,
        named
          ? 'Is the address right, and is it deployed? Then look at the Worker’s log.'
          : 'Perhaps another program has that port: PORT=… names another one, to npm start and to whoever asks it.',
      ),
    ];
  }
  if (!health.ok) {
    return [
      failing(
        'Worker',
        `${url}: ${state?.cause ?? health.status}`,
        'Settings or database of the Worker itself: mend what it names.',
      ),
    ];
  }
  return [well('Worker', `${url} serves`), ...(await poolFindings(url, statusToken))];
}

async function poolFindings(url: string, statusToken: string | null): Promise<Finding[]> {
  if (statusToken !== null && !isHeaderText(statusToken)) {
    const advice = 'Make it one line of letters, digits and signs of ASCII, here and at the Worker.';
    return [failing('pool', 'not asked: STATUS_TOKEN is nothing that can be sent', advice)];
  }
  let response: Response;
  try {
    response = await get(url, '/status', statusToken);
  } catch (error) {
    return [failing('pool', `GET /status: ${reasonOf(error)}`, 'Look at the Worker’s log.')];
  }
  if (response.status === 401) {
    const advice =
      statusToken === null
        ? 'Set STATUS_TOKEN here to the Worker’s.'
        : 'STATUS_TOKEN here is not the Worker’s.';
    return [failing('pool', 'GET /status refuses to tell', advice)];
  }
  const status = (await json(response)) as { route?: string; pools?: readonly PoolStatus[] } | null;
  if (!response.ok || !status?.pools)
    return [failing('pool', `GET /status answers ${response.status}`, 'Look at the Worker’s log.')];
  if (status.pools.length === 0) return [well('pool', `none: the route is ${status.route}`)];
  return status.pools.map(({ name, connections: { open, min, max }, lastRefusal }) => {
    const finding = `${name}: ${open} of ${min} to ${max} connections open`;
    if (lastRefusal !== null) {
      const refused = `${finding}; the last was refused: ${lastRefusal}`;
      const advice = 'The database’s limit or address: see the lines above.';
      // It serves with what it has; one more it could not get.
      return open < min ? failing('pool', refused, advice) : note('pool', refused, advice);
    }
    if (open >= min) return well('pool', `${finding}: warm`);
    return note(
      'pool',
      `${finding}: cold`,
      'It warms with the first interaction, and within a minute by itself when KEEP_WARM is true.',
    );
  });
}

/** What fetch itself says of a failure is that it failed. */
function reasonOf(error: unknown): string {
  const { cause = error } = error as Error;
  return cause instanceof Error ? cause.message : String(cause);
}

function get(url: string, path: string, token: string | null): Promise<Response> {
  const headers: Record<string, string> = token === null ? {} : { authorization: `Bearer ${token}` };
  return fetch(new URL(path, url), { headers, signal: AbortSignal.timeout(LIMIT_MS) });
}

async function json(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return null;
  }
}
