// /setcountry: the one thing of a set-up that is changed so often that it needs no form. Standings of the open season
// follow by themselves.
import type { Context } from '../context.ts';
import type { Command } from '../discord/command.ts';
import { choices, message } from '../discord/response.ts';
import { countryFlag } from '../ladder/country.ts';
import { countriesLike, countryName, countryNamed } from '../messages/country.ts';
import { described, wordsFor } from '../messages/languages/index.ts';
import { boolean } from '../postgres/column.ts';
import { defineStatement } from '../postgres/statement.ts';
import { guardColumns, guardRefusal, guardSelect } from '../sql/guard.ts';

export const setcountry: Command<Context> = {
  name: 'setcountry',
  ...described((words) => words.commands.setcountry.description),
  options: [
    {
      type: 'string',
      name: 'country',
      ...described((words) => words.commands.setcountry.country),
      required: true,
      maxLength: 100,
      autocomplete: true,
    },
  ],
  async execute({ user, options, locale }, context) {
    const typed = options.string('country')?.trim() ?? '';
    const country = countryNamed(typed, locale);
    if (country === undefined) return context.refuse({ reason: 'country-unknown', country: typed });
    const moved = await context.database.run(movedPlayer(user.id, country, context.now));
    const guard = guardRefusal(moved);
    if (guard) return context.refuse(guard);
    const words = wordsFor(locale).setcountry;
    const name = `${countryFlag(country)} ${countryName(country, locale)}`;
    return message({ content: moved?.isChanged ? words.changed(name) : words.same(name) });
  },
  autocomplete: ({ focused, locale }) => choices(countriesLike(focused.value, locale)),
};

export const movedPlayer = defineStatement({
  name: 'setcountry',
  // The seasons first, as everybody who holds both. Then himself: of two at once, the second sees what the first left.
  text: `with held as materialized (
  select newest_seasons_held()
), own as (
  select id, country from players where id = $1 and exists (select from held) for no key update
), moved as (
  update players player set country = $3
  from own
  where player.id = own.id and own.country is distinct from $3 and player_guard(player, $2) is null
  returning own.country as before
), drafted as (
  -- What was left of a set-up would else set it back when the next one is confirmed.
  update setup_drafts draft set country = $3
  from own join players player on player.id = own.id
  where draft.player_id = own.id and player_guard(player, $2) is null
), noted as (
  insert into player_changes (player_id, field, before, after, changed_by, at)
  select $1, 'country', before, $3, $1, $2 from moved
)
select ${guardSelect('$2')}, exists (select from moved) or exists (
  select from player_changes change
  where change.player_id = $1 and change.field = 'country' and change.after = $3 and change.at = $2)
from players player where player.id = $1`,
  // Sent again, it finds what it noted the first time, by the time that it was asked.
  resend: true,
  columns: { ...guardColumns, isChanged: boolean },
  parameters: (player: string, country: string, now: Date) => [player, now.toISOString(), country],
  result: ([row]) => row,
});
