// What a player has entered of himself: a draft while he sets himself up, kept from one message to the next, and his
// own once it is confirmed. Whatever is done gives back what is then entered, and whether he may at all.
import { nameKey } from '../ladder/player.ts';
import type { SetupForm } from '../ladder/setup.ts';
import { boolean, nullable, oneOf, type Row, text } from '../postgres/column.ts';
import { defineStatement } from '../postgres/statement.ts';
import { type Guarded, guardColumns, guardSelect } from './guard.ts';

export interface Entered extends Guarded {
  /** Something waits to be confirmed; where nothing does, the form is what was confirmed before. */
  readonly isDraft: boolean;
  /** Somebody else has the name of the draft. */
  readonly isTaken: boolean;
  readonly form: SetupForm;
}

const ownOrDraft = [
  // Who is not set up and has a name has been given it when his own was taken out.
  'case when draft.player_id is not null then draft.name when player.setup_completed_at is not null then player.name end',
  ...['battle_tag', 'alternate_name_1', 'alternate_name_2', 'country', 'region'].map(
    (field) => `case when draft.player_id is null then player.${field} else draft.${field} end`,
  ),
];

/** $1 player, $2 now. */
const enteredSelect = `${guardSelect('$2')}, draft.player_id is not null,
  exists (select from players other where other.name_key = draft.name_key and other.id <> player.id),
  ${ownOrDraft.join(',\n  ')}`;

const enteredColumns = {
  ...guardColumns,
  isDraft: boolean,
  isTaken: boolean,
  name: nullable(text),
  battleTag: nullable(text),
  alternateName1: nullable(text),
  alternateName2: nullable(text),
  country: nullable(text),
  region: nullable(text),
};

function entered(row: Row<typeof enteredColumns>): Entered {
  const { guard, bannedUntil, banReason, isDraft, isTaken, country, region } = row;
  return {
    guard,
    bannedUntil,
    banReason,
    isDraft,
    isTaken,
    form: {
      displayName: row.name ?? '',
      battleTag: row.battleTag ?? '',
      alternateNames: [row.alternateName1 ?? '', row.alternateName2 ?? ''],
      country,
      region,
    },
  };
}

/** Null for who is no player yet. */
const firstEntered = ([row]: readonly Row<typeof enteredColumns>[]) => (row ? entered(row) : null);

/** Of who may enter something: being set up is no matter here. */
const MAY_ENTER = `coalesce(player_guard(player, $2), 'setup') = 'setup'`;

export const enteredSetup = defineStatement({
  name: 'setup.entered',
  text: `select ${enteredSelect}
from players player left join setup_drafts draft on draft.player_id = player.id
where player.id = $1`,
  resend: true,
  columns: enteredColumns,
  parameters: (player: string, now: Date) => [player, now.toISOString()],
  result: firstEntered,
});

/** Keeps what was typed; what was chosen before stays. `fits`: it passes the rules. */
export const typedSetup = defineStatement({
  name: 'setup.typed',
  text: `with draft as (
  insert into setup_drafts (player_id, name, name_key, battle_tag, alternate_name_1, alternate_name_2, names_fit,
    country, region, changed_at)
  select player.id, $3, $4, $5, $6, $7, $8, player.country, player.region, $2
  from players player where player.id = $1 and ${MAY_ENTER}
  on conflict (player_id) do update set name = excluded.name, name_key = excluded.name_key,
    battle_tag = excluded.battle_tag, alternate_name_1 = excluded.alternate_name_1,
    alternate_name_2 = excluded.alternate_name_2, names_fit = excluded.names_fit, changed_at = excluded.changed_at
  returning *
)
select ${enteredSelect}
from players player left join draft on true
where player.id = $1`,
  resend: true,
  columns: enteredColumns,
  parameters: (player: string, form: SetupForm, fits: boolean, now: Date) => [
    player,
    now.toISOString(),
    form.displayName,
    nameKey(form.displayName),
    form.battleTag || null,
    form.alternateNames[0] || null,
    form.alternateNames[1] || null,
    fits,
  ],
  result: firstEntered,
});

/** Keeps what was chosen; what is null stays as it is. */
export const chosenSetup = defineStatement({
  name: 'setup.chosen',
  text: `with draft as (
  update setup_drafts set country = coalesce($3, setup_drafts.country), region = coalesce($4, setup_drafts.region),
    changed_at = $2
  from players player
  where player.id = $1 and setup_drafts.player_id = $1 and ${MAY_ENTER}
  returning setup_drafts.*
)
select ${enteredSelect}
from players player left join draft on true
where player.id = $1`,
  resend: true,
  columns: enteredColumns,
  parameters: (player: string, chosen: Partial<Pick<SetupForm, 'country' | 'region'>>, now: Date) => [
    player,
    now.toISOString(),
    chosen.country ?? null,
    chosen.region ?? null,
  ],
  result: firstEntered,
});

/** Null where it is done. With it, what was entered before. */
export const confirmedSetup = defineStatement({
  name: 'setup.confirmed',
  text: `select answer.refusal, answer.is_first or coalesce(player.setup_completed_at = $2, false), ${enteredSelect}
from setup_confirm($1, $3, $2) answer
join players player on player.id = $1
left join setup_drafts draft on draft.player_id = player.id`,
  // Twice is once: who was set up at the time that it was asked was so by this.
  resend: true,
  columns: {
    refusal: nullable(oneOf(['banned', 'terms', 'draft-gone', 'setup-problems', 'name-taken'])),
    isFirst: boolean,
    ...enteredColumns,
  },
  parameters: (player: string, locale: string, now: Date) => [player, now.toISOString(), locale],
  result: ([row]) => row && { refusal: row.refusal, isFirst: row.isFirst, ...entered(row) },
});
