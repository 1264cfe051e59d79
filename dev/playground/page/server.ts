// The page's way to its server: what there is to know, what happens, what is done.
import type { Act, Happening, Outcome, Setting } from '../protocol.ts';

const PATH = '/playground';

export async function askSetting(): Promise<Setting> {
  const response = await fetch(`${PATH}/setting`);
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as Setting;
}

/** Never fails: what went wrong is an outcome. */
export async function perform(act: Act): Promise<Outcome> {
  try {
    const response = await fetch(`${PATH}/act`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(act),
    });
    if (!response.ok) return { kind: 'failed', reason: await response.text() };
    return (await response.json()) as Outcome;
  } catch {
    return { kind: 'failed', reason: 'The playground does not answer: does npm start still run?' };
  }
}

/** Comes back by itself after a break; each time it begins with all there is. */
export function listen(told: (happening: Happening) => void, broken: () => void): void {
  const source = new EventSource(`${PATH}/happenings`);
  source.onmessage = ({ data }) => told(JSON.parse(String(data)) as Happening);
  source.onerror = () => {
    broken();
    // The browser gives up where the answer was an error, as while the Worker is built anew.
    if (source.readyState === EventSource.CLOSED) setTimeout(() => listen(told, broken), RETRY_MS);
  };
}

const RETRY_MS = 1_500;
