// A match made by the wave's own statement, and the buttons of its messages pressed as Discord would send them.
import { expect } from 'vitest';
import { checkResponse } from '../../dev/discord-api/response.ts';
import { componentInteraction, newSnowflake, type Sender } from '../../dev/signed-client.ts';
import { Reply, type RunningLadder } from '../running-ladder.ts';

export interface Seat {
  readonly id: string;
  readonly faction: string;
}

/** Nobody waits, and no match is under way. */
export async function noneOpen({ operator }: RunningLadder): Promise<void> {
  await operator.query(
    `delete from places;
     update matches set state = 'void', outcome = null, deadline = null, ended_at = now(), ended_by = 'staff'
     where deadline is not null`,
  );
}

/** Two who need not wait yet; stakes as between equals. Gives the match's id. */
export async function offeredMatch(
  { operator }: RunningLadder,
  first: Seat,
  second: Seat,
  { map = 'polypoid', server = 'europe-central' }: { map?: string | null; server?: string | null } = {},
): Promise<string> {
  for (const { id, faction } of [first, second]) {
    await operator.query(
      `insert into places (player_id, season_id, factions, vetoes, joined_at, ends_at)
       select $1, id, array[$2], '{}', now() - interval '5 minutes', now() + interval '2 hours'
       from seasons where closed_at is null on conflict (player_id) do nothing`,
      [id, faction],
    );
  }
  const seat = ({ id, faction }: Seat) => ({
    player: id,
    faction,
    rating: 1500,
    win: 20,
    draw: 0,
    loss: -20,
  });
  const pairing = { map, server, first: seat(first), second: seat(second) };
  await operator.query(
    // Later than they joined, whose time is rounded to milliseconds.
    `select wave_write((select game from seasons where closed_at is null), now() + interval '1 second', now(), 60, $1)`,
    [JSON.stringify([pairing])],
  );
  const { rows } = await operator.query('select match_id from places where player_id = $1', [first.id]);
  return rows[0].match_id;
}

/** The same, accepted by both. */
export async function liveMatch(ladder: RunningLadder, first: Seat, second: Seat): Promise<string> {
  const match = await offeredMatch(ladder, first, second);
  for (const { id } of [first, second]) {
    await ladder.operator.query(`select match_act($1, $2, 'accept', null, null, now(), 120, 72, 3)`, [
      match,
      id,
    ]);
  }
  return match;
}

export interface Pressed {
  /** Whose message it is; the one who presses unless told. */
  readonly of?: string;
  readonly messageId?: string;
  readonly sender?: Partial<Sender>;
}

/** Presses a button of a match. */
export async function press(
  ladder: RunningLadder,
  as: string,
  action: string,
  match: string,
  { of = as, messageId = newSnowflake(), sender = {} }: Pressed = {},
): Promise<Reply> {
  const answers = { id: newSnowflake(), userId: as, command: 'queue' };
  const who = { direct: true, ...sender, id: as };
  const message = { id: messageId, data: {}, answers };
  const answer = await ladder.send(
    componentInteraction(who, message, { customId: `queue:${action}:${match}:${of}` }),
  );
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  expect(checkResponse(answer.body)).toEqual([]);
  return new Reply(ladder, who, 'queue', answer);
}
