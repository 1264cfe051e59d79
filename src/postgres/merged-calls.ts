// Calls that come together and ask the same of somebody else each, as one statement: what a small statement costs the
// server is mostly to begin it and to end it.
import type { Call, PoolAnswer } from './pool-call.ts';
import { firstNumber, type RawRow } from './raw-row.ts';

/**
 * As many are asked as one at most: the first of them waits for the last, which takes some milliseconds; of more, the
 * server's other cores could do a part.
 */
const MOST_TOGETHER = 32;

/** One call, in place of its members. */
export interface MergedCall<Member extends Call> extends Call {
  readonly members: readonly Member[];
}

/** In the order in which the first of each came. */
export function mergedCalls<Member extends Call>(calls: readonly Member[]): readonly MergedCall<Member>[] {
  const groups: Member[][] = [];
  /** By the text of their statement, those that have room for more. */
  const open = new Map<string, Member[]>();
  for (const call of calls) {
    const { text, merges } = call.query;
    const group = merges ? open.get(text) : undefined;
    if (group && group.length < MOST_TOGETHER) {
      group.push(call);
    } else {
      const begun = [call];
      groups.push(begun);
      if (merges) open.set(text, begun);
    }
  }
  return groups.map(mergedCall);
}

function mergedCall<Member extends Call>(members: readonly Member[]): MergedCall<Member> {
  const [{ query, limits }] = members as readonly [Member];
  if (members.length === 1) return { query, limits, members };
  return {
    query: {
      ...query,
      parameters: query.parameters.map((_, place) =>
        members.flatMap((member) => member.query.parameters[place] as string[]),
      ),
    },
    // Who has less time than the others stops waiting by himself; none of them has less than he would have alone.
    limits: {
      waitMs: Math.max(...members.map((member) => member.limits.waitMs)),
      answerMs: Math.max(...members.map((member) => member.limits.answerMs)),
    },
    members,
  };
}

/** The answer to it as one to each of its members. */
export function memberAnswers<Member extends Call>(
  { query, members }: MergedCall<Member>,
  answer: PoolAnswer,
): readonly (readonly [Member, PoolAnswer])[] {
  if (!answer.ok || members.length === 1) return members.map((member) => [member, answer]);
  const rows = members.map((): RawRow[] => []);
  for (const row of answer.rows) {
    const own = rows[firstNumber(row) - 1];
    if (own === undefined) {
      const message = `statement "${query.name}": a row that is nobody's`;
      const fault = { reason: 'unreadable', message, statement: query.name, sqlstate: null } as const;
      return members.map((member) => [member, { ok: false, fault, cost: answer.cost }]);
    }
    own.push(row);
  }
  return members.map((member, place) => [member, { ...answer, rows: rows[place] ?? [] }]);
}

/** Whether each has to ask again alone: a value was wrong (class 22), which may be another's. */
export function isSpoilt({ members }: MergedCall<Call>, answer: PoolAnswer): boolean {
  return members.length > 1 && !answer.ok && answer.fault.sqlstate?.startsWith('22') === true;
}
