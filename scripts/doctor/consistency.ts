// The doctor's deep look: whether anything in the ladder contradicts its rules. Reads every table whole, which takes
// minutes where a million play; so only when asked for.
import type { Connection } from '../../src/postgres/connection.ts';
import { columnsOf } from '../../src/postgres/raw-row.ts';
import { type Finding, failing, well } from './finding.ts';

const SHOWN = 5;

export async function consistency(connection: Connection): Promise<Finding> {
  const sent = await connection.send({
    name: '',
    text: `select concat_ws(' ', subject, subject_id, fault), count(*) over () from ladder_faults() limit ${SHOWN}`,
    parameters: [],
    resend: true,
  });
  const rows = sent.map(columnsOf);
  if (rows.length === 0) return well('consistency', 'nothing in the ladder contradicts its rules');
  const faults = rows.map(([fault]) => fault);
  return failing(
    'consistency',
    `${rows[0]?.[1]} contradictions, the first: ${faults.join('; ')}`,
    'Somebody has written past the rules: find out who. `select * from ladder_faults()` lists all of them.',
  );
}
