// In German; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const failure: Words['failure'] = {
  unknown:
    'Das gibt es nicht mehr; vielleicht stammt es aus einer älteren Version. `/help` zeigt, was es gibt.',
  failed: (reference) =>
    `Auf unserer Seite ist etwas schiefgegangen. Bitte versuche es noch einmal; bleibt es dabei, nenne der Leitung diese Nummer: \`${reference}\``,
  lateModal: 'Das Öffnen hat zu lange gedauert. Bitte versuche es noch einmal.',
};
