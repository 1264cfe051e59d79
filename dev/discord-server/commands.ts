// The commands that an application has registered: for all servers, and for single ones.
import { commandComplaints } from '../discord-api/command.ts';
import { newSnowflake } from '../sent-interaction.ts';
import { invalidForm } from './fault.ts';
import { type Json, list } from './message.ts';

export interface RegisteredCommands {
  /** Null for those of all servers. */
  of(guildId: string | null): readonly Json[];
  /** The bulk overwrite; a command that keeps its name keeps its id. Throws what Discord would answer. */
  overwrite(guildId: string | null, body: unknown): readonly Json[];
}

export function registeredCommands(applicationId: string, now: () => number): RegisteredCommands {
  const kept = new Map<string | null, readonly Json[]>();
  const of = (guildId: string | null) => kept.get(guildId) ?? [];
  return {
    of,
    overwrite(guildId, body) {
      const complaints = commandComplaints(body);
      if (complaints.length > 0) throw invalidForm(complaints);
      const before = new Map(of(guildId).map((command) => [command['name'], command['id']]));
      const commands = list(body).map((command) => ({
        type: 1,
        nsfw: false,
        ...(guildId === null && { contexts: null, integration_types: [0] }),
        ...command,
        // Discord gives rights back as text, in whatever form they came.
        default_member_permissions: rights(command['default_member_permissions']),
        id: before.get(command['name']) ?? newSnowflake(new Date(now())),
        application_id: applicationId,
        version: newSnowflake(new Date(now())),
        ...(guildId !== null && { guild_id: guildId }),
      }));
      kept.set(guildId, commands);
      return commands;
    },
  };
}

/** Translations are shown only to those who ask for them. */
export function withoutLocalizations(commands: readonly Json[]): readonly Json[] {
  return commands.map((item) => {
    const { name_localizations: _names, description_localizations: _descriptions, ...rest } = item;
    const inner = Object.fromEntries(
      ['options', 'choices']
        .filter((key) => Array.isArray(item[key]))
        .map((key) => [key, withoutLocalizations(list(item[key]))]),
    );
    return { ...rest, ...inner };
  });
}

function rights(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value);
}
