// The operator's panel in the browser: asks /status every two seconds while it can be seen, and draws what it is told.
import { frame } from './panel/frame.ts';
import { plots } from './panel/plots.ts';
import type { Status } from './panel/status.ts';
import { showTables } from './panel/tables.ts';

const EVERY_MS = 2_000;
/** Longer than the Worker itself waits for anything. */
const ANSWER_MS = 5_000;

frame();
const drawn = plots();
let before: Status | null = null;

async function ask(): Promise<void> {
  try {
    const response = await fetch('/status/figures', {
      headers: { accept: 'application/json' },
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    // Signed out, or for too long signed in: the page itself says what to do.
    if (response.status === 401) return location.reload();
    if (!response.ok) throw new Error(`/status answers ${response.status}`);
    show((await response.json()) as Status);
  } catch (error) {
    drawn.gap();
    // Of two figures that lie apart there is nothing to say by the second.
    before = null;
    tellFaults([`${error instanceof Error ? error.message : error}; the figures below are old`]);
  }
}

function show(status: Status): void {
  drawn.add(status, before);
  before = status;
  showTables(status);
  tellFaults(status.faults.map((what) => `${what} does not answer`));
  const { version, ladder, route } = status;
  const told = [
    ladder?.season ?? 'no season',
    `route ${route}`,
    version.deployment === null ? 'local' : `version ${version.deployment.slice(0, 8)}`,
    ...(version.deployedAt === null ? [] : [`of ${new Date(version.deployedAt).toLocaleString()}`]),
    `schema ${version.schema}`,
  ];
  const summary = document.getElementById('summary');
  const text = told.join(' · ');
  // Read out when it changes, and only then.
  if (summary && summary.textContent !== text) summary.textContent = text;
}

function tellFaults(faults: readonly string[]): void {
  const place = document.getElementById('faults');
  const text = faults.join('. ');
  if (place === null || place.textContent === text) return;
  place.textContent = text;
  place.className = faults.length === 0 ? '' : 'notice';
}

async function go(): Promise<void> {
  for (;;) {
    if (document.visibilityState === 'visible') await ask();
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
  }
}

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => drawn.redraw());
let resized = 0;
addEventListener('resize', () => {
  clearTimeout(resized);
  resized = setTimeout(() => drawn.redraw(), 150);
});
void go();
