// The rows of the players of a made-up season, and what they call themselves. Written bit by bit while the season is
// played, so that the server has something of everything to take in; drawn from a chance of their own, so that it does
// not matter how far the season is.
import type { Game } from '../../src/ladder/game.ts';
import { nameKey } from '../../src/ladder/player.ts';
import type { Chance } from './chance.ts';
import type { Into } from './copies.ts';
import { homes } from './homes.ts';
import { Names } from './names.ts';
import { demonstrations, type Population, SEASON_AGE_DAYS } from './population.ts';
import type { RowWriter } from './row-writer.ts';
import { spanBegin, spanEnd } from './visits.ts';

const DAY_MS = 86_400_000;

const COLUMNS = [
  'id',
  'name',
  'name_key',
  'battle_tag',
  'alternate_name_1',
  'alternate_name_2',
  'country',
  'region',
  'terms_accepted_at',
  'setup_completed_at',
  'banned_at',
  'banned_until',
  'ban_reason',
  'created_at',
];

interface Naming {
  readonly name: { readonly name: string; readonly key: string } | null;
  readonly battleTag: string | null;
  readonly alternates: readonly [string | null, string | null];
}

const nameless: Naming = { name: null, battleTag: null, alternates: [null, null] };

export class PlayerRows {
  readonly #rows: RowWriter;
  readonly #population: Population;
  readonly #game: Game;
  readonly #chance: Chance;
  readonly #names: Names;
  /** The end of the season, or rather where we are in it. */
  readonly #now: number;
  #written = 0;

  constructor(into: Into, population: Population, game: Game, chance: Chance, now: Date) {
    this.#rows = into('players', COLUMNS);
    this.#population = population;
    this.#game = game;
    this.#chance = chance;
    this.#names = new Names(chance);
    this.#now = now.getTime();
    for (const { name } of demonstrations) if (name !== null) this.#names.take(name);
  }

  /** Writes those that are not written yet, as far as this share of all. */
  write(share: number): void {
    const until = Math.ceil(this.#population.count * share);
    for (; this.#written < until; this.#written++) this.#row(this.#written);
  }

  /** To be awaited now and then: waits only when there is something to send and the server is behind. */
  flush(): Promise<void> | undefined {
    return this.#rows.flush();
  }

  /** Sends what is left. */
  end(): Promise<void> {
    return this.#rows.end();
  }

  #naming(number: number): Naming {
    const known = demonstrations[number];
    if (known) {
      const { name, id } = known;
      if (name === null) return nameless;
      return {
        name: { name, key: nameKey(name) },
        battleTag: `${name}#21${id.slice(-3)}`,
        alternates: [null, null],
      };
    }
    const home = homes[this.#population.homes[number] ?? 0] ?? homes[0];
    if (this.#population.countries[number] === null) return nameless;
    // Many take a name that the others can type, and keep their own beside it.
    const chance = this.#chance;
    const names = this.#names;
    const native = home.script !== 'latin';
    const name = names.fresh(native && chance.happens(0.5) ? home.script : 'latin');
    const tag = native && chance.happens(0.3) ? names.draw(home.script) : names.draw('latin');
    return {
      name,
      battleTag: `${tag}#${1000 + chance.below(chance.happens(0.5) ? 9000 : 99_000)}`,
      alternates: [
        chance.happens(native ? 0.4 : 0.08) ? names.draw(home.script) : null,
        chance.happens(0.03) ? names.draw('latin', 3) : null,
      ],
    };
  }

  #row(number: number): void {
    const population = this.#population;
    const { name, battleTag, alternates } = this.#naming(number);
    const ban = population.bans.get(number) ?? null;
    // He may play in the whole of his first span, and was banned after the last.
    const first = spanBegin(population.from[number] ?? 0);
    const at = (day: number) => this.#now - Math.round((SEASON_AGE_DAYS - day) * DAY_MS);
    const rows = this.#rows;
    rows.row();
    rows.id(population.ids[number] ?? 0n);
    rows.text(name?.name ?? null);
    rows.text(name?.key ?? null);
    // Not every game is played with a BattleTag.
    rows.text(this.#game.names.battleTag === null ? null : battleTag);
    rows.text(alternates[0]);
    rows.text(alternates[1]);
    rows.word(population.countries[number] ?? null);
    rows.word(this.#game.regions[population.regions[number] ?? 255]?.id ?? null);
    rows.time(population.states.get(number) === 'no-terms' ? null : at(first - 0.02));
    rows.time(name === null ? null : at(first - 0.01));
    rows.time(ban === null ? null : at(spanEnd(SEASON_AGE_DAYS - ban.daysAgo)));
    rows.time(ban === null ? null : at(SEASON_AGE_DAYS + ban.daysLeft));
    rows.word(ban?.reason ?? null);
    rows.time(at(first - 0.03));
  }
}
