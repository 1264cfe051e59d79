// In which form a reply is given: as the end of the path says, or as the reader's `Accept` likes best.

export type Form = 'json' | 'csv';

const TYPES = { json: ['application', 'json'], csv: ['text', 'csv'] } as const;

/** RFC 9110, 12.5.1; null: in none of ours. JSON where both are liked alike, or nothing is said. */
export function acceptedForm(accept: string | null): Form | null {
  if (accept === null || accept.trim() === '') return 'json';
  const ranges = accept.split(',').map(rangeOf);
  const [json, csv] = (['json', 'csv'] as const).map((form) => qualityOf(TYPES[form], ranges));
  if (!json && !csv) return null;
  return (csv ?? 0) > (json ?? 0) ? 'csv' : 'json';
}

interface Range {
  readonly type: string;
  readonly subtype: string;
  readonly quality: number;
}

function rangeOf(text: string): Range {
  const [name = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const [type = '', subtype = ''] = name.split('/');
  const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  return { type, subtype, quality: weight === undefined ? 1 : Number(weight) || 0 };
}

/** What is named most exactly counts. */
function qualityOf([type, subtype]: readonly [string, string], ranges: readonly Range[]): number {
  const exactness = (range: Range) =>
    range.type === type && range.subtype === subtype
      ? 3
      : range.type === type && range.subtype === '*'
        ? 2
        : range.type === '*' && range.subtype === '*'
          ? 1
          : 0;
  const fitting = ranges.filter((range) => exactness(range) > 0);
  const best = Math.max(...fitting.map(exactness));
  return Math.max(0, ...fitting.filter((range) => exactness(range) === best).map(({ quality }) => quality));
}
