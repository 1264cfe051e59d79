// What is kept of profiles: who looks twice is given the same reply, and as soon as anything in it would be another, that.
import { beforeEach, describe, expect, test } from 'vitest';
import { packedRow } from '../../dev/packed-row.ts';
import { demonstrationPlayers } from '../../scripts/seed.ts';
import { profile } from '../../src/commands/profile.ts';
import type { Context } from '../../src/context.ts';
import type { CommandInteraction } from '../../src/discord/interaction.ts';
import { parseInteraction } from '../../src/discord/payload.ts';
import { type MessageReply, message, toWire } from '../../src/discord/response.ts';
import { responseOf } from '../../src/discord/wire.ts';
import { games } from '../../src/games/index.ts';
import { profileMessage } from '../../src/messages/profile.ts';
import { profileById } from '../../src/sql/profile.ts';
import { rawCommand } from '../discord/raw-interaction.ts';
import { seededClient } from '../seeded-client.ts';
import { rowsAsText, statementRunner } from '../statement-runner.ts';

const [game] = games;
const { strong } = demonstrationPlayers;

const client = await seededClient({ players: 300, game });

const REFUSED = message({ content: 'refused' });

async function look(locale = 'en-US'): Promise<MessageReply> {
  const asked = parseInteraction(rawCommand('profile')) as CommandInteraction;
  const run = statementRunner(client) as Context['database']['run'];
  const context = { database: { run }, game, now: new Date(), refuse: () => REFUSED } as unknown as Context;
  if (profile.execute === undefined) throw new Error('/profile has no handler');
  const by = { ...asked, locale, user: { ...asked.user, id: strong.id } };
  return (await profile.execute(by, context)) as MessageReply;
}

let nobody = 0;

/** As one who has never looked would have it. */
async function fresh(locale = 'en-US'): Promise<unknown> {
  const statement = profileById(game.id, new Date(), strong.id);
  const rows = await rowsAsText(client, {
    text: statement.text,
    parameters: statement.parameters.with(3, [null]),
  });
  // Of another player there is nothing that could be known.
  nobody += 1;
  const found = profileById(game.id, new Date(), String(nobody)).decode(rows.map(packedRow));
  return found && toWire(profileMessage(found, game, locale));
}

describe('a profile', () => {
  beforeEach(async () => {
    await client.query('begin');
    return async () => {
      await client.query('rollback');
    };
  });

  test('looked at twice is one reply, and one form', async () => {
    const first = await look();
    await look('de');
    expect(await look()).toBe(first);
    expect(await responseOf(await look()).bytes()).toEqual(await responseOf(first).bytes());
    expect(toWire(first)).toEqual(await fresh());
  });

  test('is another in another language', async () => {
    const [english, german] = [await look(), await look('de')];
    expect(toWire(german)).toEqual(await fresh('de'));
    expect(toWire(german)).not.toEqual(toWire(english));
  });

  test.each([
    ['his name', `update players set name = 'Aurora II', name_key = 'aurora ii' where id = $1`],
    ['his country', `update players set country = 'DE' where id = $1`],
    ['his region', `update players set region = region || '-elsewhere' where id = $1`],
    [
      'his rating',
      `insert into ledger (standing_id, kind, before, delta, after, at)
       select id, 'adjustment', rating, 9, rating + 9, now() from standings where player_id = $1 order by id limit 1`,
    ],
    [
      'how many are ranked',
      `update standings set ranked = false where id in (select id from standings where ranked and player_id <> $1 limit 5)`,
    ],
    ['the season’s name', `update seasons set name = 'Renamed' where $1::text is not null`],
  ])('is another once %s is', async (_, change) => {
    await look();
    const before = await look();
    await client.query(change, [strong.id]);
    const after = await look();
    expect(toWire(after)).not.toEqual(toWire(before));
    expect(toWire(after)).toEqual(await fresh());
    expect(await look()).toBe(after);
  });

  test('is refused to whoever is banned, though it is kept', async () => {
    await look();
    await client.query(`update players set banned_at = now(), banned_until = 'infinity' where id = $1`, [
      strong.id,
    ]);
    expect(await look()).toBe(REFUSED);
  });
});

test('whatever column is another, what was read before is not taken for it', async () => {
  const statement = () => profileById(game.id, new Date(), strong.id);
  const decode = (rows: (string | null)[][]) => statement().decode(rows.map(packedRow));
  const ask = () => rowsAsText(client, statement());
  decode(await ask());
  const rows = await ask();
  const other: Readonly<Record<string, string>> = { t: 'f', f: 't' };
  const [first = []] = rows;
  const told = first.flatMap((value, column) => (value === null ? [] : [column])).slice(1);
  // But for who asks, the ban that he does not have, and the ledger that is known.
  expect(told.length).toBe(first.length - 6);
  for (const column of told) {
    const value = first[column] ?? '';
    // As a number, a moment or a text: anything but what it was.
    const changed = other[value] ?? value.replace(/^./, (letter) => (letter === '1' ? '2' : '1'));
    const given = rows.map((row, place) => (place === 0 ? row.with(column, changed) : row));
    const known = decode(rows);
    expect(decode(await ask())).toBe(known);
    let found: unknown;
    try {
      found = decode(given);
    } catch {
      // Not even readable: it was looked at.
      found = undefined;
    }
    expect(found, `column ${column}`).not.toBe(known);
  }
  const known = decode(rows);
  expect(decode([...rows, ...rows])).not.toBe(known);
  expect(decode([])).toBeNull();
});
