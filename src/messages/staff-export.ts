// What goes along with an exported table: of which season it is, and whether it is all of it.
import { escapeMarkdown } from '../discord/markdown.ts';
import { wordsFor } from './languages/index.ts';
import { wholeNumber } from './words.ts';

export function exportContent(season: string, rows: number, cut: boolean, locale: string): string {
  const words = wordsFor(locale).staffLook;
  const count = wholeNumber(rows, locale);
  return [words.export(count, escapeMarkdown(season)), ...(cut ? [words.exportCut(count)] : [])].join('\n');
}
