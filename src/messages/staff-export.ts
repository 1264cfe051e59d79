// What goes along with an exported table: of which season it is, and how to come by the rest of it.
import { escapeMarkdown } from '../discord/markdown.ts';
import { wordsFor } from './languages/index.ts';
import { wholeNumber } from './words.ts';

export interface Exported {
  readonly season: string;
  readonly rows: number;
  /** From 1. */
  readonly part: number;
  /** Another part follows. */
  readonly more: boolean;
}

export function exportContent({ season, rows, part, more }: Exported, locale: string): string {
  const words = wordsFor(locale).staffLook;
  const whole = words.export(wholeNumber(rows, locale), escapeMarkdown(season));
  return [
    whole,
    ...(part > 1 || more ? [words.exportPart(String(part))] : []),
    ...(more ? [words.exportMore(String(part + 1))] : []),
  ].join(' ');
}
