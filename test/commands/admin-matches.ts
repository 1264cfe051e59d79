// What staff do to a match: settle a dispute by one click, give a result, void, undo; and their twin in pure code.
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { scEvo } from '../../src/games/sc-evo.ts';
import { type Match, type MatchState, matchStates } from '../../src/ladder/match.ts';
import { transition } from '../../src/ladder/match-transition.ts';
import { ADMIN, COLLEAGUE, OWNER, type Player, type StaffedLadder } from './staffed-ladder.ts';

export function describeMatches(given: () => StaffedLadder): void {
  describe('what is done to a match', () => {
    let ladder: StaffedLadder;

    beforeAll(() => {
      ladder = given();
    });
    afterEach(async () => {
      expect(await ladder.faults()).toEqual([]);
    });

    async function ratings([first, second]: readonly [Player, Player]): Promise<readonly [number, number]> {
      const { one, other } = await ladder.one(
        `select
       coalesce((select rating from standings where season_id = season.id and player_id = $1 and faction = 'bw-zerg'), 1500) as one,
       coalesce((select rating from standings where season_id = season.id and player_id = $2 and faction = 'sc2-terran'), 1500) as other
     from seasons season where closed_at is null`,
        [first.id, second.id],
      );
      return [Number(one), Number(other)];
    }

    async function moved(who: readonly [Player, Player], before: readonly [number, number]) {
      const [one, other] = await ratings(who);
      return [one - before[0], other - before[1]];
    }

    const named = (match: string) => ({ match: Number(match) });

    describe('a dispute', () => {
      test.each([
        ['first', [20, -20]],
        ['second', [-20, 20]],
        ['draw', [0, 0]],
        ['void', [0, 0]],
      ] as const)('is settled by one click: %s', async (outcome, moves) => {
        const who = ladder.pair();
        const match = await ladder.match(who, 'disputed');
        const before = await ratings(who);
        for (const player of who) await ladder.told(player);
        const reply = await ladder.settle(match, outcome);
        expect(reply.shown.type).toBe(7);
        expect(reply.text).toContain(`Match ${match}: the dispute is over`);
        expect(reply.text).toContain(`Decided by <@${ADMIN}>.`);
        expect(reply.components).toEqual([]);
        expect(await moved(who, before)).toEqual(moves);
        for (const player of who)
          expect(await ladder.told(player)).toEqual(['match', outcome === 'void' ? 'void' : 'decided']);
        expect(
          await ladder.one('select actor_id, action, details from audit_log where match_id = $1', [match]),
        ).toEqual({ actor_id: ADMIN, action: 'resolve', details: { winner: outcome } });
      });

      test('is settled once, whoever clicks at the same moment, and whatever', async () => {
        const who = ladder.pair();
        const match = await ladder.match(who, 'disputed');
        const before = await ratings(who);
        const clicks = [ADMIN, COLLEAGUE, OWNER, ADMIN, COLLEAGUE].map((as, index) =>
          ladder.settle(match, ['first', 'second', 'void', 'first', 'draw'][index] ?? '', as),
        );
        const replies = await Promise.all(clicks);
        expect(replies.filter(({ shown }) => shown.type === 7)).toHaveLength(1);
        for (const { shown, text } of replies.filter(({ shown }) => shown.type !== 7)) {
          expect(shown.data?.flags).toBe(64);
          expect(text).toMatch(/decided already|is void/);
        }
        const [one, other] = await moved(who, before);
        expect((one ?? 0) + (other ?? 0)).toBe(0);
        expect(await ladder.one('select count(*)::int from audit_log where match_id = $1', [match])).toEqual({
          count: 1,
        });
        expect((await ladder.settle(match, 'first')).text).toMatch(/decided already|is void/);
      });

      test('of a match that is not there any more', async () => {
        const reply = await ladder.settle('99999999', 'first');
        expect(reply.shown.type).toBe(4);
        expect(reply.text).toMatch(/^There is no match of this number\./);
      });

      test.each(['first:x', 'nobody', ''])('of a button that nobody made: %j', async (outcome) => {
        const reply = await ladder.settle('1', outcome);
        expect(reply.shown.type).toBe(4);
      });
    });

    describe('a match', () => {
      test('is given its result, once it is confirmed', async () => {
        const who = ladder.pair();
        const match = await ladder.match(who, 'live');
        const before = await ratings(who);
        const question = await ladder.ask('admin resolve', { ...named(match), outcome: 'second' });
        expect(question.text).toContain(`${who[0].name} against ${who[1].name}`);
        expect(question.text).toContain(`Ratings: ${who[0].name} -20, ${who[1].name} +20.`);
        expect(await moved(who, before)).toEqual([0, 0]);
        const done = await question.click('Confirm');
        expect(done.text).toContain(`Match ${match} is settled`);
        expect(await moved(who, before)).toEqual([-20, 20]);
      });

      test('that its players decide meanwhile is not decided again', async () => {
        const who = ladder.pair();
        const match = await ladder.match(who, 'live');
        const before = await ratings(who);
        const question = await ladder.ask('admin resolve', { ...named(match), outcome: 'second' });
        const voiding = await ladder.ask('admin void', named(match));
        for (const [{ id }, result] of [
          [who[0], 'win'],
          [who[1], 'loss'],
        ] as const)
          await ladder.operator.query(`select match_act($1, $2, 'report', $3, null, now(), 120, 72, 3)`, [
            match,
            id,
            result,
          ]);
        expect((await question.click('Confirm')).text).toBe(
          'This match is decided already: `/admin void` undoes it.',
        );
        expect((await voiding.click('Confirm')).text).toMatch(/^This match is decided already:/);
        expect(await moved(who, before)).toEqual([20, -20]);
      });

      test('that a colleague has voided since it was asked stays void', async () => {
        const match = await ladder.match(ladder.pair(), 'disputed');
        const question = await ladder.ask('admin resolve', { ...named(match), outcome: 'first' });
        await ladder.settle(match, 'void', COLLEAGUE);
        expect((await question.click('Confirm')).text).toContain('is void');
        // Asked again, he knows that it is: what was played can still be given a result.
        expect((await ladder.act('admin resolve', { ...named(match), outcome: 'first' })).text).toContain(
          'is settled',
        );
      });

      test('not accepted yet is void by staff: both wait again', async () => {
        const who = ladder.pair();
        const match = await ladder.match(who, 'proposed');
        const question = await ladder.ask('admin void', named(match));
        expect(question.text).toContain('both go back to the head of the queue');
        expect((await question.click('Confirm')).text).toContain(`Match ${match} is void`);
        const { waiting } = await ladder.one(
          'select count(*)::int as waiting from places where match_id is null and player_id in ($1, $2)',
          [who[0].id, who[1].id],
        );
        expect(waiting).toBe(2);
        await ladder.operator.query('delete from places where match_id is null');
      });

      test('played three games ago is undone, and every standing is right', async () => {
        const [one, other] = ladder.pair();
        const [third, fourth] = ladder.pair();
        const start = await ratings([one, other]);
        const match = await ladder.decided([one, other], 'first');
        await ladder.decided([one, fourth], 'second');
        await ladder.decided([third, other], 'first');
        await ladder.decided([one, other], 'second');
        const before = await ratings([one, other]);
        const question = await ladder.ask('admin void', named(match));
        expect(question.text).toContain(`Undo match ${match}, which is decided`);
        expect(question.text).toContain(`Ratings: ${one.name} -20, ${other.name} +20.`);
        const done = await question.click('Confirm');
        expect(done.text).toContain(`Match ${match} is undone`);
        expect(await moved([one, other], before)).toEqual([-20, 20]);
        expect(await moved([one, other], start)).toEqual([-40, 0]);
        expect(await ladder.told(one)).toContain('undone');
        const { wins, losses } = await ladder.one(
          `select wins, losses from standings where faction = 'bw-zerg' and player_id = $1
         and season_id = (select id from seasons where closed_at is null)`,
          [one.id],
        );
        const { won, lost } = await ladder.one(
          `select count(*) filter (where result = 'win')::int as won, count(*) filter (where result = 'loss')::int as lost
       from ledger join standings on standings.id = standing_id
       where kind = 'match' and faction = 'bw-zerg' and player_id = $1
         and season_id = (select id from seasons where closed_at is null) and match_id <> $2`,
          [one.id, match],
        );
        expect([wins, losses]).toEqual([won, lost]);
        expect((await ladder.ask('admin void', named(match))).text).toContain('is void');
        const look = await ladder.ask('admin match', named(match));
        expect(look.text).toMatch(/decided · .*\(\+20\).*\n.*decided · .*\(-20\).*\n.*undone · .*\(-20\)/);
        expect(look.text).toContain(`undo · <@${ADMIN}>`);
      });

      test('that was never announced, as those of a made-up season, is undone as well', async () => {
        const { id } = await ladder.one(
          `select id from matches where state = 'decided' and id not in (
         select match_id from outbox where match_id is not null
       ) order by id desc limit 1`,
        );
        const done = await ladder.act('admin void', named(String(id)));
        expect(done.text).toContain(`Match ${id} is undone`);
      });

      test('undone twice at once, it is undone once', async () => {
        const who = ladder.pair();
        const before = await ratings(who);
        const match = await ladder.decided(who, 'second');
        const questions = [
          await ladder.ask('admin void', named(match)),
          await ladder.ask('admin void', named(match), COLLEAGUE),
        ];
        const done = await Promise.all(questions.map((question) => question.click('Confirm')));
        expect(done.filter(({ text }) => text.includes('is undone'))).toHaveLength(1);
        expect(await moved(who, before)).toEqual([0, 0]);
      });

      test.each([
        ['admin match', {}],
        ['admin resolve', { outcome: 'draw' }],
        ['admin void', {}],
      ])('/%s of none says so', async (name, options) => {
        const reply = await ladder.ask(name, { match: 987654321, ...options });
        expect(reply.text).toContain('There is no match of this number');
      });
    });

    describe('the database and the pure rules refuse alike', () => {
      const events = [
        { event: 'settle', outcome: 'first' },
        { event: 'settle', outcome: 'void' },
        { event: 'void', banned: null },
        { event: 'undo' },
      ] as const;

      test.each(matchStates)('a match that is %s', async (state) => {
        for (const live of [false, true]) {
          if (!live && (state === 'live' || state === 'disputed' || state === 'decided')) continue;
          for (const event of events) {
            const ruled = transition(
              madeUp(state, live),
              { playerId: ADMIN, staff: true },
              event,
              new Date(),
              scEvo.match,
            );
            const winner = 'outcome' in event ? event.outcome : null;
            const { refusal } = await ladder.one(
              `select match_staff_refusal(
             jsonb_populate_record(null::matches, $1::jsonb || jsonb_build_object('season_id', season.id)), $2, $3
           ) as refusal
           from seasons season where closed_at is null`,
              [
                JSON.stringify({
                  id: 1,
                  state,
                  live_at: live ? new Date() : null,
                  deadline: ruledOpen(state) ? new Date() : null,
                }),
                event.event,
                winner,
              ],
            );
            expect([state, live, event, refusal]).toEqual([
              state,
              live,
              event,
              ruled.ok ? null : ruled.reason,
            ]);
          }
        }
      });

      const ruledOpen = (state: MatchState) => ['proposed', 'live', 'disputed'].includes(state);

      function madeUp(state: MatchState, live: boolean): Match {
        const player = (playerId: string) => ({ playerId, accepted: live, report: null });
        return {
          state,
          players: { first: player('1'), second: player('2') },
          deadline: ruledOpen(state) ? new Date() : null,
          reminded: false,
          liveAt: live ? new Date() : null,
          outcome: state === 'decided' ? 'first' : null,
          seasonOpen: true,
        };
      }
    });
  });
}
