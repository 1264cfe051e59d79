// What people are called, by their ids, with a picture for each.
import { botAvatar, playerAvatar } from '../../pictures/avatar.ts';
import type { Person, Setting } from '../protocol.ts';

export interface Names {
  of(id: string): string;
  avatarOf(id: string): string;
}

export function namesOf({ bot, people }: Pick<Setting, 'bot' | 'people'>): Names {
  const byId = new Map(people.map((person) => [person.id, person]));
  const of = (id: string) => (id === bot.id ? bot.name : (byId.get(id)?.name ?? `player_${id.slice(-4)}`));
  return { of, avatarOf: (id) => (id === bot.id ? botAvatar : playerAvatar(of(id))) };
}

/** Those whose name or id begins so, and then those in whose name it stands. */
export function peopleMatching(people: readonly Person[], typed: string): readonly Person[] {
  const wanted = typed.trim().replace(/^@/, '').toLowerCase();
  const rank = ({ id, name }: Person) => {
    const own = name.toLowerCase();
    if (own.startsWith(wanted) || id.startsWith(wanted)) return 0;
    return own.includes(wanted) ? 1 : 2;
  };
  return people.filter((person) => rank(person) < 2).toSorted((one, other) => rank(one) - rank(other));
}
