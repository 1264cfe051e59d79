// JSON that nobody has vouched for, read value by value: each of these gives what its name says, or throws. By hand,
// because it runs for every interaction, where a schema would take as much time as everything else that is our own.

/** What was read is not of the form that was asked for. */
export class FormFault extends Error {}

export type Raw = Readonly<Record<string, unknown>>;

export function object(value: unknown): Raw {
  if (typeof value !== 'object' || value === null) throw new FormFault('no object');
  return value as Raw;
}

export function text(value: unknown): string {
  if (typeof value !== 'string') throw new FormFault('no text');
  return value;
}

export function number(value: unknown): number {
  if (typeof value !== 'number') throw new FormFault('no number');
  return value;
}

export function boolean(value: unknown): boolean {
  if (typeof value !== 'boolean') throw new FormFault('no truth value');
  return value;
}

/** Empty where there is none. */
export function list<Item>(value: unknown, read: (item: unknown) => Item): Item[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw new FormFault('no list');
  return value.map((item: unknown) => read(item));
}

/** Null for null, and for what is left out. */
export function nullable<Value>(value: unknown, read: (value: unknown) => Value): Value | null {
  return value === null || value === undefined ? null : read(value);
}
