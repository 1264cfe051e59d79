// How Discord says no: a status, its own code, a sentence, and for a refused body which part of it. Thrown by whoever
// finds out, caught once in api.ts.
import type { Complaint } from '../discord-api/complaint.ts';

export class ApiFault extends Error {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;

  constructor(status: number, code: number, message: string, more: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.name = 'ApiFault';
    this.status = status;
    this.body = { message, code, ...more };
  }
}

/** What can go wrong without the caller being at fault. */
export const faults = {
  unknownChannel: () => new ApiFault(404, 10003, 'Unknown Channel'),
  unknownMessage: () => new ApiFault(404, 10008, 'Unknown Message'),
  unknownWebhook: () => new ApiFault(404, 10015, 'Unknown Webhook'),
  missingAccess: () => new ApiFault(403, 50001, 'Missing Access'),
  closedDirectMessages: () => new ApiFault(403, 50007, 'Cannot send messages to this user'),
  emptyMessage: () => new ApiFault(400, 50006, 'Cannot send an empty message'),
  deadToken: () => new ApiFault(401, 50027, 'Invalid Webhook Token'),
} as const;

/** The refusal of a body, each complaint at its place: `errors.embeds.0.title._errors`. */
export function invalidForm(complaints: readonly Complaint[]): ApiFault {
  const errors: Branch = {};
  for (const { path, message } of complaints) {
    const branch = path
      .split(/[.[\]]+/)
      .filter((part) => part !== '')
      .reduce(into, errors);
    branch['_errors'] = [
      ...((branch['_errors'] as object[] | undefined) ?? []),
      { code: codeOf(message), message },
    ];
  }
  return new ApiFault(400, 50035, 'Invalid Form Body', { errors });
}

type Branch = Record<string, unknown>;

function into(branch: Branch, part: string): Branch {
  const inner = (branch[part] as Branch | undefined) ?? {};
  branch[part] = inner;
  return inner;
}

function codeOf(message: string): string {
  return /too big|at most/i.test(message) ? 'BASE_TYPE_BAD_LENGTH' : 'BASE_TYPE_INVALID';
}
