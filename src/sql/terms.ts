// Whether a user has accepted the terms of the ladder, and his decision about them. One place for both, since the
// message that shows them has the buttons that decide.
import type { Refusal } from '../ladder/refusal.ts';
import { boolean, nullable, oneOf, type Row, timestamp } from '../postgres/column.ts';
import { defineStatement } from '../postgres/statement.ts';
import { guardColumns, guardRefusal, guardSelect } from './guard.ts';

const columns = {
  /** Null: not, or not any more. */
  acceptedAt: nullable(timestamp),
  isSetUp: boolean,
  ...guardColumns,
};

export interface Terms {
  readonly acceptedAt: Date | null;
  readonly isSetUp: boolean;
  /** What keeps him from playing, whatever he accepts. */
  readonly ban: Extract<Refusal, { readonly reason: 'banned' }> | null;
}

function termsIn({ acceptedAt, isSetUp, ...guarded }: Row<typeof columns>): Terms {
  const refusal = guardRefusal(guarded);
  return { acceptedAt, isSetUp, ban: refusal?.reason === 'banned' ? refusal : null };
}

export const termsOf = defineStatement({
  name: 'terms.of',
  text: `select terms_accepted_at, setup_completed_at is not null, ${guardSelect('$2')} from players player where id = $1`,
  resend: true,
  columns,
  parameters: (player: string, now: Date) => [player, now.toISOString()],
  result: ([row]): Terms => (row ? termsIn(row) : { acceptedAt: null, isSetUp: false, ban: null }),
});

export const decidedTerms = defineStatement({
  name: 'terms.decided',
  text: `select accepted_at, is_set_up, ${guardSelect('$4')}, refusal
    from terms_decide($1, $2, $3, $4) left join players player on player.id = $1`,
  // Twice is once.
  resend: true,
  columns: {
    ...columns,
    /** Where he is who cannot do without them now. */
    neededIn: nullable(oneOf(['queue', 'match'])),
  },
  parameters: (player: string, accepts: boolean, locale: string, now: Date) => [
    player,
    accepts,
    locale,
    now.toISOString(),
  ],
  result: ([row]) => {
    if (row === undefined) throw new TypeError('terms_decide gave no row');
    const { neededIn, ...found } = row;
    return { ...termsIn(found), neededIn };
  },
});
