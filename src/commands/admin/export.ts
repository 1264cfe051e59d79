// /admin export: a season's standings or its ledger as a CSV file, in the private reply itself; a long one in parts. A
// part is made of rows in the order of their ids, in which they come: whatever is played between two parts, together
// they have each row once. A standing is as it was when its part was made, and stands in it by its place.
import type { Context } from '../../context.ts';
import type { Subcommand } from '../../discord/command.ts';
import { message } from '../../discord/response.ts';
import { csvFile } from '../../messages/csv.ts';
import { choiceNamed, described } from '../../messages/languages/index.ts';
import { exportContent } from '../../messages/staff-export.ts';
import { nullable, text, texts } from '../../postgres/column.ts';
import { defineStatement } from '../../postgres/statement.ts';
import type { StaffActor } from '../../sql/staff-acts.ts';
import { storable } from '../../sql/storable.ts';
import { completeSeasons } from '../named-season.ts';
import { actorOf } from './asking.ts';

/** Of a part. Some two megabytes: far below what Discord takes, and what a Worker makes at once. */
const MOST_ROWS = 20_000;

/** More rows than any season has. */
const MOST_PARTS = 10_000;

const EXPORTS = ['standings', 'ledger'] as const;

export const exportSeason: Subcommand<Context> = {
  name: 'export',
  ...described((words) => words.staffCommands.export),
  options: [
    {
      type: 'string',
      name: 'what',
      ...described((words) => words.staffCommands.exportWhat),
      required: true,
      choices: EXPORTS.map((what) => choiceNamed(what, (words) => words.staffCommands.exports[what])),
    },
    {
      type: 'string',
      name: 'season',
      ...described((words) => words.staffCommands.exportSeason),
      maxLength: 100,
      autocomplete: true,
    },
    {
      type: 'integer',
      name: 'part',
      ...described((words) => words.staffCommands.exportPart),
      minValue: 1,
      maxValue: MOST_PARTS,
    },
  ],
  async execute(interaction, context) {
    const { database, game } = context;
    const what = EXPORTS.find((known) => known === interaction.options.string('what'));
    if (what === undefined) return context.refuse({ reason: 'outdated' });
    const slug = interaction.options.string('season')?.trim() || null;
    const part = interaction.options.integer('part') ?? 1;
    if (part < 1 || part > MOST_PARTS) return context.refuse({ reason: 'outdated' });
    const { statement, header } = tables[what];
    const found = await database.run(statement(actorOf(interaction, context), game.id, slug, part));
    if (found === 'staff-only') return context.refuse({ reason: found });
    if (found === null) return context.refuse({ reason: slug === null ? 'no-season' : 'season-unknown' });
    const { season, rows } = found;
    const shown = rows.slice(0, MOST_ROWS);
    const suffix = part > 1 || rows.length > shown.length ? `-${part}` : '';
    return message({
      content: exportContent(
        { season: season.name, rows: shown.length, part, more: rows.length > shown.length },
        interaction.locale,
      ),
      files: [csvFile(`${season.slug}-${what}${suffix}.csv`, header, shown)],
    });
  },
  autocomplete: completeSeasons,
};

interface Table {
  readonly season: { readonly name: string; readonly slug: string };
  /** One more than is exported, where there are more. */
  readonly rows: readonly (readonly string[])[];
}

/** `lines`: of the row `season`, the cells of each line as text without nulls, and their order; one too many is last. */
const table = (name: string, lines: string) =>
  defineStatement({
    name,
    text: `select staff.refusal, season.name, season.slug, line.cells
from (select staff_guard($1, $2, false) as refusal) staff
left join lateral (
  select id, name, slug from seasons
  where staff.refusal is null and game = $3 and ($4::text is null or lower($4) in (slug, lower(name)))
  order by closed_at desc nulls first, id desc limit 1
) season on true
left join lateral (${lines}) line on true
order by line.turn`,
    resend: true,
    columns: { refusal: nullable(text), name: nullable(text), slug: nullable(text), cells: nullable(texts) },
    parameters: ({ id, owner }: StaffActor, game: string, slug: string | null, part: number) => [
      id,
      owner,
      game,
      slug === null ? null : storable(slug),
      (part - 1) * MOST_ROWS,
    ],
    result: (rows): Table | 'staff-only' | null => {
      const [first] = rows;
      if (!first || first.refusal !== null) return 'staff-only';
      const { name, slug } = first;
      if (name === null || slug === null) return null;
      return { season: { name, slug }, rows: rows.flatMap(({ cells }) => (cells ? [cells] : [])) };
    },
  });

const iso = (column: string) =>
  `coalesce(to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), '')`;

const tables = {
  standings: {
    header: [
      'place',
      'player_id',
      'player',
      'country',
      'faction',
      'rating',
      'peak',
      'wins',
      'losses',
      'draws',
      'last_played_at',
    ],
    statement: table(
      'admin.export-standings',
      `select array[
    case when standing.ranked then standing.turn::text else '' end, standing.player_id::text,
    coalesce(player.name, ''), coalesce(standing.country, ''), standing.faction, standing.rating::text,
    standing.peak::text, standing.wins::text, standing.losses::text, standing.draws::text,
    ${iso('standing.last_played_at')}
  ] as cells, case when standing.number <= $5::bigint + ${MOST_ROWS} then standing.turn end as turn
  from (
    select *, row_number() over (order by id) as number,
      row_number() over (order by ranked desc, rating desc, last_played_at desc, id desc) as turn
    from standings where season_id = season.id
    order by id offset $5 limit ${MOST_ROWS + 1}
  ) standing
  join players player on player.id = standing.player_id`,
    ),
  },
  ledger: {
    header: [
      'id',
      'at',
      'player_id',
      'player',
      'faction',
      'kind',
      'match',
      'result',
      'before',
      'change',
      'after',
      'reason',
    ],
    statement: table(
      'admin.export-ledger',
      `select array[
    row.id::text, ${iso('row.at')}, row.player_id::text, coalesce(player.name, ''), row.faction, row.kind,
    coalesce(row.match_id::text, ''), coalesce(row.result, ''), row.before::text, row.delta::text, row.after::text,
    coalesce(row.reason, '')
  ] as cells, row.id as turn
  from (
    select entry.*, standing.player_id, standing.faction
    from ledger entry
    join standings standing on standing.id = entry.standing_id
    where standing.season_id = season.id
    order by entry.id offset $5 limit ${MOST_ROWS + 1}
  ) row
  join players player on player.id = row.player_id`,
    ),
  },
} as const;
