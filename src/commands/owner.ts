// /owner: who are admins of the ladder. The owner is a setting of the installation; Discord shows the command to
// administrators of the server only, and each statement checks.
import type { Context } from '../context.ts';
import type { Command, Option, Subcommand } from '../discord/command.ts';
import type { StaffAction } from '../ladder/staff-act.ts';
import { described } from '../messages/languages/index.ts';
import { adminsMessage } from '../messages/staff-admins.ts';
import { bigint, listOf, nullable, text, timestamp } from '../postgres/column.ts';
import { defineStatement } from '../postgres/statement.ts';
import type { StaffActor } from '../sql/staff-acts.ts';
import { actorOf, ask } from './admin/asking.ts';

const userOption = {
  type: 'user',
  name: 'user',
  ...described((words) => words.staffCommands.adminUser),
  required: true,
} as const satisfies Option;

const change = (
  name: string,
  description: ReturnType<typeof described>,
  action: StaffAction,
): Subcommand<Context> => ({
  name,
  ...description,
  options: [userOption],
  execute(interaction, context) {
    const user = interaction.options.user('user');
    if (user === null) return context.refuse({ reason: 'player-missing' });
    return ask(interaction, context, action, {}, { id: user.id });
  },
});

const list: Subcommand<Context> = {
  name: 'list',
  ...described((words) => words.staffCommands.adminList),
  async execute(interaction, context) {
    const found = await context.database.run(allAdmins(actorOf(interaction, context)));
    return found === null
      ? context.refuse({ reason: 'owner-only' })
      : adminsMessage(found, interaction.locale);
  },
};

export const owner: Command<Context> = {
  name: 'owner',
  ...described((words) => words.staffCommands.owner),
  defaultMemberPermissions: 0n,
  contexts: ['guild', 'direct'],
  subcommands: [
    {
      name: 'admin',
      ...described((words) => words.staffCommands.ownerAdmin),
      subcommands: [
        change(
          'add',
          described((words) => words.staffCommands.adminAdd),
          'admin-add',
        ),
        change(
          'remove',
          described((words) => words.staffCommands.adminRemove),
          'admin-remove',
        ),
        list,
      ],
    },
  ],
};

const allAdmins = defineStatement({
  name: 'owner.admins',
  text: `select staff.refusal, (
  select coalesce(json_agg(json_build_array(user_id::text, granted_by::text, granted_at) order by granted_at, user_id), '[]')
  from admins where staff.refusal is null
)
from (select staff_guard($1, $2, true) as refusal) staff`,
  resend: true,
  columns: { refusal: nullable(text), admins: listOf({ id: bigint, by: bigint, at: timestamp }) },
  parameters: ({ id, owner: isOwner }: StaffActor) => [id, isOwner],
  result: ([row]) => (row && row.refusal === null ? row.admins : null),
});
