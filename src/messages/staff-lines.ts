// Lists of lines for staff, within what Discord lets a field hold.
import type { APIEmbedField } from 'discord-api-types/v10';
import { escapeMarkdown } from '../discord/markdown.ts';
import { wordsFor } from './languages/index.ts';
import { timestamp } from './words.ts';

/** What a row of the audit log says. */
export interface AuditLine {
  readonly action: string;
  /** A Discord user's id. */
  readonly by: string;
  readonly reason: string | null;
  readonly at: Date;
}

/** An embed holds 6,000 characters in all: less than Discord's 1,024 for each of its fields. */
const FIELD_LENGTH = 800;

/** None where there are no lines; those that do not fit are left out, the last ones first. */
export function linesField(name: string, lines: readonly string[]): readonly APIEmbedField[] {
  let length = 0;
  const fitting = lines.filter((line) => {
    length += line.length + 1;
    return length <= FIELD_LENGTH;
  });
  return fitting.length === 0 ? [] : [{ name, value: fitting.join('\n') }];
}

export function auditField(audit: readonly AuditLine[], locale: string): readonly APIEmbedField[] {
  const words = wordsFor(locale).staffLook;
  return linesField(
    words.audit,
    audit.map(({ action, by, reason, at }) => {
      const line = words.act(action, `<@${by}>`, timestamp(at, 'R'));
      return reason === null ? line : `${line} · ${escapeMarkdown(reason)}`;
    }),
  );
}
