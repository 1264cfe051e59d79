// A running ladder with its owner, two admins and players, and matches of theirs at any state: what the commands of staff
// are tried on.
import { expect } from 'vitest';
import { componentInteraction, newSnowflake } from '../../dev/signed-client.ts';
import { ladderFaults } from '../ladder-faults.ts';
import { Reply, type RunningLadder, runningLadder } from '../running-ladder.ts';

export const OWNER = '900000000000000001';
export const ADMIN = '900000000000000002';
export const COLLEAGUE = '900000000000000003';

export interface Player {
  readonly id: string;
  readonly name: string;
}

export interface StaffedLadder extends RunningLadder {
  /** Two whom nobody has had yet, set up and free to play: the first plays Brood War in matches made here. */
  pair(): readonly [Player, Player];
  /** Asks as an admin, unless told. */
  ask(name: string, options?: Parameters<RunningLadder['command']>[2], as?: string): Promise<Reply>;
  /** Asks and confirms. */
  act(name: string, options?: Parameters<RunningLadder['command']>[2], as?: string): Promise<Reply>;
  queued(player: Player, faction?: string): Promise<void>;
  match(pair: readonly [Player, Player], state: 'proposed' | 'live' | 'disputed'): Promise<string>;
  /** Both report it so. */
  decided(pair: readonly [Player, Player], winner: 'first' | 'second'): Promise<string>;
  /** A click on the message in the staff channel, which the bot has posted by itself. */
  settle(match: string, outcome: string, as?: string): Promise<Reply>;
  one(text: string, parameters?: readonly unknown[]): Promise<Record<string, unknown>>;
  /** Kinds of what he is told, since the last time. */
  told(player: Pick<Player, 'id'>): Promise<readonly string[]>;
  faults(): Promise<readonly unknown[]>;
}

export async function staffedLadder(
  variables: Readonly<Record<string, string>> = {},
): Promise<StaffedLadder> {
  // Tests make the waves themselves; one of its own would pair those who wait for theirs.
  const ladder = await runningLadder({
    variables: { OWNER_ID: OWNER, WAVE_SECONDS: '86400', ...variables },
  });
  const { operator } = ladder;
  await operator.query(`insert into admins select id, $1, now() from unnest($2::bigint[]) id`, [
    OWNER,
    [ADMIN, COLLEAGUE],
  ]);
  const { rows: free } = await operator.query<Player>(
    `select id, name from players where setup_completed_at is not null and terms_accepted_at is not null
       and banned_at is null and id not in (select player_id from places)
     order by id offset 10 limit 160`,
  );
  const seen = new Map<string, string>();

  const staffed: StaffedLadder = {
    ...ladder,
    pair() {
      const [first, second] = free.splice(0, 2);
      if (!first || !second) throw new Error('too few players');
      return [first, second];
    },
    ask: (name, options, as = ADMIN) => ladder.command(as, name, options),
    async act(name, options, as = ADMIN) {
      return (await ladder.command(as, name, options)).click('Confirm');
    },
    async queued({ id }, faction = 'bw-zerg') {
      await operator.query(
        `insert into places (player_id, season_id, factions, vetoes, joined_at, ends_at)
         select $1, id, array[$2], '{}', now(), now() + interval '2 hours' from seasons where closed_at is null`,
        [id, faction],
      );
    },
    async match(pair, state) {
      await staffed.queued(pair[0], 'bw-zerg');
      await staffed.queued(pair[1], 'sc2-terran');
      const seat = ({ id }: Player, faction: string) => ({
        player: id,
        faction,
        rating: 1500,
        win: 20,
        draw: 0,
        loss: -20,
      });
      const pairing = {
        map: 'radeon',
        server: 'korea',
        first: seat(pair[0], 'bw-zerg'),
        second: seat(pair[1], 'sc2-terran'),
      };
      // Later than they joined, whose time is rounded to milliseconds.
      await operator.query(`select wave_write('sc-evo', now() + interval '1 second', now(), 60, $1)`, [
        JSON.stringify([pairing]),
      ]);
      const { match_id } = await staffed.one('select match_id from places where player_id = $1', [
        pair[0].id,
      ]);
      const events = { proposed: [], live: ['accept'], disputed: ['accept', 'report'] }[state];
      for (const event of events)
        for (const { id } of pair)
          await operator.query(`select match_act($1, $2, $3, 'win', null, now(), 120, 72, 3)`, [
            match_id,
            id,
            event,
          ]);
      return String(match_id);
    },
    async decided(pair, winner) {
      const match = await staffed.match(pair, 'live');
      for (const [index, { id }] of pair.entries()) {
        const result = (index === 0) === (winner === 'first') ? 'win' : 'loss';
        await operator.query(`select match_act($1, $2, 'report', $3, null, now(), 120, 72, 3)`, [
          match,
          id,
          result,
        ]);
      }
      return match;
    },
    async settle(match, outcome, as = ADMIN) {
      const answers = { id: newSnowflake(), userId: as, command: 'admin' };
      const message = { id: newSnowflake(), data: {}, answers };
      const customId = `admin:settle:${match}:${outcome}`;
      const answer = await ladder.send(componentInteraction({ id: as }, message, { customId }));
      expect(answer.status).toBe(200);
      return new Reply(ladder, { id: as }, 'admin', answer);
    },
    async one(text, parameters = []) {
      const { rows: found } = await operator.query(text, [...parameters]);
      return found[0] ?? {};
    },
    async told({ id }) {
      const { rows: notices } = await operator.query<{ id: string; kind: string }>(
        'select id, kind from outbox where player_id = $1 and id > $2 order by id',
        [id, seen.get(id) ?? '0'],
      );
      seen.set(id, notices.at(-1)?.id ?? seen.get(id) ?? '0');
      return notices.map(({ kind }) => kind);
    },
    faults: () => ladderFaults(operator),
  };
  return staffed;
}
