// In Spanish; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const country: Words['country'] = { notRepresenting: 'Sin representar', other: 'Otro' };
