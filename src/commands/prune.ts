// /prune: takes the bot's old messages out of a player's direct messages. Marks them and leaves the deleting to the
// courier, so that the answer does not wait for Discord. Anybody may: they are in nobody's way but his.
import type { Context } from '../context.ts';
import type { Command } from '../discord/command.ts';
import { message } from '../discord/response.ts';
import { described, wordsFor } from '../messages/languages/index.ts';
import { wholeNumber } from '../messages/words.ts';
import { integer } from '../postgres/column.ts';
import { defineStatement } from '../postgres/statement.ts';

/** What has just come may not have been read. */
const OLD_MINUTES = 5;
/** Discord takes them one by one, */
const MOST = 100;
/** … and not faster than so: a few at a time, so that the courier has time for everybody. */
const AT_ONCE = 5;
const PAUSE_SECONDS = 2;

export const prune: Command<Context> = {
  name: 'prune',
  ...described((words) => words.commands.prune.description),
  async execute({ user, locale }, { database, now }) {
    const { going, left } = await database.announce(
      prunedMessages(user.id, now),
      (pruned) => pruned.going > 0,
    );
    const words = wordsFor(locale).prune;
    const said = [
      going === 0 ? words.nothing : words.going(wholeNumber(going, locale)),
      ...(left > 0 ? [words.more] : []),
      words.stays(wholeNumber(OLD_MINUTES, locale)),
    ];
    return message({ content: said.join(' ') });
  },
};

export const prunedMessages = defineStatement({
  name: 'prune',
  // A message that was edited has a row for each time; `match_players` forgets the one of its match, so that what still
  // becomes of it is a new message.
  text: `with own as (
  select id, direct_channel_id from players where id = $1 for no key update
), done as (
  select distinct sent.channel_id, sent.message_id
  from own join outbox sent on sent.player_id = own.id and sent.deleted_at = $2
  where sent.kind <> 'delete'
), old as (
  select sent.channel_id, sent.message_id, row_number() over (order by max(sent.id) desc) as turn
  from own join outbox sent on sent.player_id = own.id and sent.channel_id = own.direct_channel_id
  left join matches match on match.id = sent.match_id
  where sent.message_id is not null and sent.deleted_at is null and sent.kind <> 'delete'
  group by sent.channel_id, sent.message_id
  having max(sent.sent_at) <= $2::timestamptz - make_interval(mins => $3) and bool_and(match.deadline is null)
), marked as (
  update outbox set deleted_at = $2
  from old
  where outbox.player_id = $1 and outbox.channel_id = old.channel_id and outbox.message_id = old.message_id
    and outbox.deleted_at is null and old.turn <= $4 and not exists (select from done)
  returning old.channel_id, old.message_id, old.turn
), going as (
  select distinct channel_id, message_id, turn from marked
), forgotten as (
  update match_players set channel_id = null, message_id = null
  from going
  where match_players.player_id = $1 and match_players.channel_id = going.channel_id
    and match_players.message_id = going.message_id
), said as (
  insert into outbox (kind, player_id, details, created_at, due_at)
  select 'delete', $1, jsonb_build_object('channelId', channel_id::text, 'messageId', message_id::text), $2,
    $2::timestamptz + make_interval(secs => $6 * ((turn - 1) / $5))
  from going order by turn
)
select (select count(*) from going)::int + (select count(*) from done)::int,
  (select count(*) from old where turn > $4 or exists (select from done))::int`,
  // Sent again, it finds what it marked the first time, by the time that it was asked.
  resend: true,
  columns: { going: integer, left: integer },
  parameters: (player: string, now: Date) => [
    player,
    now.toISOString(),
    OLD_MINUTES,
    MOST,
    AT_ONCE,
    PAUSE_SECONDS,
  ],
  result: ([row]) => {
    if (row === undefined) throw new TypeError('prune gave no row');
    return row;
  },
});
