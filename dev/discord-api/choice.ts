// The choices that Discord offers while a user types: of an option, or suggested.
import { type Complain, isBlank, type Json } from './complaint.ts';

export function checkChoiceTexts(choices: readonly Json[], path: string, complain: Complain): void {
  choices.forEach(({ name, value }, index) => {
    if (isBlank(name)) complain(`${path}.${index}.name`, 'blank');
    if (value === '') complain(`${path}.${index}.value`, 'empty');
    if (typeof value === 'string' && value.length > 100) {
      complain(`${path}.${index}.value`, 'longer than 100 characters');
    }
  });
}
