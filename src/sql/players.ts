// Players as commands look for them.
import { text } from '../postgres/column.ts';
import { defineStatement } from '../postgres/statement.ts';

/** Players whose name begins so, in the order of their names; `key` is made by `nameKey`. */
export const playersByPrefix = defineStatement({
  name: 'players.by-prefix',
  // The end of the range is the highest character there is: like, with a parameter, could not use the index.
  text: `select name from players
where name_key >= $1 and name_key < $1 || U&'\\+10FFFF' and setup_completed_at is not null
order by name_key limit $2`,
  resend: true,
  reads: true,
  columns: { name: text },
  parameters: (key: string, most: number) => [key, most],
  result: (rows) => rows,
});
