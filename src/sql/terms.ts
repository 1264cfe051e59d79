// Whether a user has accepted the terms of the ladder, and his decision about them. One place for both, since the
// message that shows them has the buttons that decide.
import { boolean, nullable, oneOf, type Row, timestamp } from '../postgres/column.ts';
import { defineStatement } from '../postgres/statement.ts';

const columns = {
  /** Null: not, or not any more. */
  acceptedAt: nullable(timestamp),
  isSetUp: boolean,
};

export type Terms = Row<typeof columns>;

export const termsOf = defineStatement({
  name: 'terms.of',
  text: 'select terms_accepted_at, setup_completed_at is not null from players where id = $1',
  resend: true,
  columns,
  parameters: (player: string) => [player],
  result: ([row]): Terms => row ?? { acceptedAt: null, isSetUp: false },
});

export const decidedTerms = defineStatement({
  name: 'terms.decided',
  text: 'select accepted_at, is_set_up, refusal from terms_decide($1, $2, $3, $4)',
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
    return row;
  },
});
