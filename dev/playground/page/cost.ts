// What an answer took, in a line under it.
import { html, nothing, type TemplateResult } from 'lit';
import type { Cost } from '../protocol.ts';

export function drawCost(cost: Cost | null): TemplateResult | typeof nothing {
  if (cost === null) return nothing;
  const { ms, workerMs, databaseMs, roundTrips, cold, lateMs } = cost;
  if (lateMs !== undefined) {
    const then = lateMs === null ? '' : `, answered after ${rounded(lateMs)} ms`;
    return html`<p class="cost late" title="The Worker had no answer within its time">deferred after ${rounded(ms)} ms${then}</p>`;
  }
  const parts = [
    `${rounded(ms)} ms`,
    ...(roundTrips === null ? [] : [`${roundTrips} round trip${roundTrips === 1 ? '' : 's'}`]),
    // Without a statement no connection was used.
    ...(cold === null || roundTrips === 0 ? [] : [cold ? 'cold connection' : 'warm']),
  ];
  const details = [
    `Answered after ${rounded(ms)} ms`,
    ...(workerMs === null ? [] : [`${rounded(workerMs)} ms of them in the Worker`]),
    ...(databaseMs === null ? [] : [`${rounded(databaseMs)} ms of those for the database`]),
  ];
  return html`<p class="cost ${cold ? 'cold' : ''}" title=${details.join(', ')}>${parts.join(' · ')}</p>`;
}

function rounded(ms: number): string {
  return ms < 10 ? ms.toFixed(1) : String(Math.round(ms));
}
