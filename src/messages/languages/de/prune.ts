// In German; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const prune: Words['prune'] = {
  going: (count) =>
    `So viele alte Nachrichten von mir lösche ich jetzt aus unseren Direktnachrichten: **${count}**.`,
  more: 'Es gibt noch mehr; mit `/prune` kommen die nächsten an die Reihe.',
  nothing: 'In unseren Direktnachrichten ist nichts Altes von mir.',
  stays: (minutes) =>
    `Was jünger ist als ${minutes} Minuten, bleibt, ebenso ein Match, das noch nicht zu Ende ist.`,
};
