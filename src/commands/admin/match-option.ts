// The option that names a match by its number, completed from those that are open. Only staff are shown them.
import type { Context } from '../../context.ts';
import type { Option } from '../../discord/command.ts';
import type { AutocompleteInteraction, CommandInteraction } from '../../discord/interaction.ts';
import { type ChoicesReply, choices } from '../../discord/response.ts';
import { matchStates } from '../../ladder/match.ts';
import { described } from '../../messages/languages/index.ts';
import { openMatchChoice } from '../../messages/staff-snapshot.ts';
import { bigint, oneOf, text } from '../../postgres/column.ts';
import { defineStatement } from '../../postgres/statement.ts';
import type { StaffActor } from '../../sql/staff-acts.ts';
import { actorOf } from './asking.ts';

const SUGGESTIONS = 25;

export const matchOption = {
  type: 'integer',
  name: 'match',
  ...described((words) => words.staffCommands.match),
  required: true,
  minValue: 1,
  autocomplete: true,
} as const satisfies Option;

export function matchNumber({ options }: CommandInteraction): string {
  return String(options.integer('match') ?? 0);
}

export async function completeMatches(
  interaction: AutocompleteInteraction,
  context: Context,
): Promise<ChoicesReply> {
  const typed = interaction.focused.value.trim();
  const prefix = /^\d{0,15}$/.test(typed) ? typed : '';
  const found = await context.database.run(openMatches(actorOf(interaction, context), prefix));
  return choices(
    found.map((match) => ({ name: openMatchChoice(match, interaction.locale), value: Number(match.id) })),
  );
}

/** Disputes first, they wait for staff; then the oldest. */
const openMatches = defineStatement({
  name: 'admin.open-matches',
  text: `select match.id, match.state, coalesce(one.name, one.id::text), coalesce(other.name, other.id::text)
from matches match
join match_players first on first.match_id = match.id and first.contestant = 'first'
join players one on one.id = first.player_id
join players other on other.id = first.opponent_id
where match.deadline is not null and starts_with(match.id::text, $3) and staff_guard($1, $2, false) is null
order by match.state = 'disputed' desc, match.id limit ${SUGGESTIONS}`,
  resend: true,
  columns: { id: bigint, state: oneOf(matchStates), first: text, second: text },
  parameters: ({ id, owner }: StaffActor, prefix: string) => [id, owner, prefix],
  result: (rows) => rows,
});
