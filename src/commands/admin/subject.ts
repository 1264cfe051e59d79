// Whom staff mean: a member of the server, or a player by his name on the ladder.
import type { Option } from '../../discord/command.ts';
import type { CommandInteraction } from '../../discord/interaction.ts';
import { nameKey } from '../../ladder/player.ts';
import type { Refusal } from '../../ladder/refusal.ts';
import { described } from '../../messages/languages/index.ts';
import type { StaffArguments } from '../../sql/staff-acts.ts';
import { mentionedId } from '../named-player.ts';

export type NamedSubject = { readonly id: string } | { readonly name: string };

/** Both optional, so they stand after whatever is required. */
export const subjectOptions = [
  { type: 'user', name: 'user', ...described((words) => words.staffCommands.user) },
  {
    type: 'string',
    name: 'player',
    ...described((words) => words.staffCommands.player),
    maxLength: 100,
    autocomplete: true,
  },
] as const satisfies readonly Option[];

/** A member wins over a name; null: neither was given. */
export function namedSubject({ options }: CommandInteraction): NamedSubject | null {
  const user = options.user('user');
  if (user !== null) return { id: user.id };
  const typed = options.string('player')?.trim() ?? '';
  if (typed === '') return null;
  const id = mentionedId(typed);
  return id === null ? { name: typed } : { id };
}

export function subjectArguments(subject: NamedSubject): StaffArguments {
  return 'id' in subject ? { player: subject.id } : { key: nameKey(subject.name) };
}

export function subjectRefusal(subject: NamedSubject): Refusal {
  return 'id' in subject
    ? { reason: 'user-unknown', userId: subject.id }
    : { reason: 'player-unknown', name: subject.name };
}
