// What a seed has left that was killed at its very end, when its largest tables were there and the others not yet (see
// seed/branches.ts). The next seed empties them; but whoever opens a season of his own instead gets matches of the same
// numbers, of which none can be written.
import { type Finding, failing } from './finding.ts';

const REMOVAL = ['match_players', 'ledger']
  .map((table) => `delete from ${table} where not exists (select from matches where id = match_id)`)
  .join('; ')
  // Adjustments are of no match.
  .concat(' and match_id is not null');

/** Nothing where there is none, as nearly everywhere. Each number is at the end of an index. */
export async function leftovers(ask: (text: string) => Promise<string>): Promise<Finding[]> {
  const beyond = await ask(
    `select greatest(
       (select max(match_id) from match_players), (select max(match_id) from ledger where match_id is not null)
     ) > coalesce((select max(id) from matches), 0)`,
  );
  if (beyond !== 't') return [];
  return [
    failing(
      'leftovers',
      'match_players or ledger has rows of matches that there are not, as a seed leaves them that was killed',
      `npm run db:seed empties them, where nobody has begun a ladder; elsewhere, as superuser: \`set session_replication_role = replica; ${REMOVAL}; reset session_replication_role\``,
    ),
  ];
}
