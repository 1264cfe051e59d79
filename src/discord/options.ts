// What a user filled in: the options of a slash command and the fields of a modal, read by name and by type.
// Asking for the wrong type is a fault of the command and throws; what was left empty is null.

/** A user, as an option names one. */
export interface User {
  readonly id: string;
  readonly username: string;
  /** The display name, where the user has chosen one. */
  readonly globalName: string | null;
}

type OptionType = 'string' | 'integer' | 'boolean' | 'user' | 'channel' | 'role' | 'mentionable' | 'number';

/** Discord's numbers of the option types that carry a value. */
export const OPTION_TYPES = {
  string: 3,
  integer: 4,
  boolean: 5,
  user: 6,
  channel: 7,
  role: 8,
  mentionable: 9,
  number: 10,
} as const satisfies Record<OptionType, number>;

export interface OptionValue {
  readonly type: number;
  readonly value: string | number | boolean;
}

export class Options {
  readonly #values: ReadonlyMap<string, OptionValue>;
  readonly #users: ReadonlyMap<string, User>;

  constructor(values: ReadonlyMap<string, OptionValue>, users: ReadonlyMap<string, User>) {
    this.#values = values;
    this.#users = users;
  }

  string(name: string): string | null {
    const value = this.#read(name, 'string');
    return typeof value === 'string' ? value : null;
  }

  /** Null also for what is half-typed during autocomplete. */
  integer(name: string): number | null {
    const value = this.#read(name, 'integer');
    return typeof value === 'number' ? value : null;
  }

  number(name: string): number | null {
    const value = this.#read(name, 'number');
    return typeof value === 'number' ? value : null;
  }

  boolean(name: string): boolean | null {
    const value = this.#read(name, 'boolean');
    return typeof value === 'boolean' ? value : null;
  }

  /** With the names Discord sent along; the id alone stands in for them where it sent none. */
  user(name: string): User | null {
    const id = this.#read(name, 'user');
    if (typeof id !== 'string') return null;
    return this.#users.get(id) ?? { id, username: id, globalName: null };
  }

  /** The id of a channel, a role, or what may be mentioned. */
  id(name: string, type: 'channel' | 'role' | 'mentionable'): string | null {
    const value = this.#read(name, type);
    return typeof value === 'string' ? value : null;
  }

  #read(name: string, type: OptionType): OptionValue['value'] | null {
    const option = this.#values.get(name);
    if (option === undefined) return null;
    if (option.type !== OPTION_TYPES[type]) {
      throw new TypeError(`option "${name}" is of type ${option.type}, read as ${type}`);
    }
    return option.value;
  }
}

/** The fields of a modal by their custom ids. */
export class Fields {
  readonly #values: ReadonlyMap<string, string | readonly string[]>;

  constructor(values: ReadonlyMap<string, string | readonly string[]>) {
    this.#values = values;
  }

  /** What was typed, without the space around it; null when the field is absent or empty. */
  text(id: string): string | null {
    const value = this.#values.get(id);
    const text = typeof value === 'string' ? value.trim() : '';
    return text === '' ? null : text;
  }

  /** What was chosen from a menu. */
  values(id: string): readonly string[] {
    const value = this.#values.get(id);
    return typeof value === 'string' ? [value] : (value ?? []);
  }
}
