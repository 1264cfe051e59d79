// In German; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const help: Words['help'] = {
  title: (game) => `${game}: die Ladder`,
  begin: 'Neu hier? Drei Schritte: `/terms`, `/setup`, `/queue`.',
  private: 'Die Befehle gehen hier und in meinen Direktnachrichten; nur du siehst die Antworten.',
};
