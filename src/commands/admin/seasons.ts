// /admin season: open the next, close the open one, choose its maps.
import type { Context } from '../../context.ts';
import type { Subcommand, SubcommandGroup } from '../../discord/command.ts';
import type { ComponentInteraction } from '../../discord/interaction.ts';
import { plainText } from '../../discord/markdown.ts';
import type { Game } from '../../ladder/game.ts';
import { seasonSlug } from '../../ladder/season.ts';
import { described } from '../../messages/languages/index.ts';
import { mapsMessage } from '../../messages/staff-season.ts';
import { nullable, oneOf, text, texts } from '../../postgres/column.ts';
import { defineStatement } from '../../postgres/statement.ts';
import type { StaffActor } from '../../sql/staff-acts.ts';
import { actorOf, ask } from './asking.ts';

const MOST_DAYS = 1000;

const open = ({ season: { days } }: Game): Subcommand<Context> => ({
  name: 'open',
  ...described((words) => words.staffCommands.seasonOpen),
  options: [
    {
      type: 'string',
      name: 'name',
      ...described((words) => words.staffCommands.seasonName),
      required: true,
      minLength: 1,
      maxLength: 60,
    },
    {
      type: 'integer',
      name: 'days',
      ...described((words) => words.staffCommands.seasonDays),
      minValue: 1,
      maxValue: MOST_DAYS,
    },
  ],
  execute(interaction, context) {
    const { game, now } = context;
    const name = plainText(interaction.options.string('name') ?? '');
    const lasts = interaction.options.integer('days') ?? days;
    if (lasts < 1 || lasts > MOST_DAYS) return context.refuse({ reason: 'outdated' });
    return ask(interaction, context, 'season-open', {
      name,
      slug: seasonSlug(name, now),
      days: lasts,
      startRating: game.rating.start,
      rankedDays: game.rankedDays,
      drawnPercent: game.season.drawnToStartPercent,
      maps: game.maps.map(({ id }) => id),
    });
  },
});

const close: Subcommand<Context> = {
  name: 'close',
  ...described((words) => words.staffCommands.seasonClose),
  options: [{ type: 'boolean', name: 'void-open', ...described((words) => words.staffCommands.voidOpen) }],
  execute: (interaction, context) =>
    ask(interaction, context, 'season-close', {
      voidOpen: interaction.options.boolean('void-open') ?? false,
    }),
};

const maps: Subcommand<Context> = {
  name: 'maps',
  ...described((words) => words.staffCommands.seasonMaps),
  async execute(interaction, context) {
    const { database, game } = context;
    if (game.maps.length === 0) return context.refuse({ reason: 'no-maps' });
    const { refusal, season } = await database.run(seasonMaps(actorOf(interaction, context), game.id));
    if (refusal !== null) return context.refuse({ reason: refusal });
    return season === null
      ? context.refuse({ reason: 'no-season' })
      : mapsMessage(season, game, interaction.locale);
  },
};

/** What was chosen from the menu of maps is asked like any other change. */
export function chooseMaps(interaction: ComponentInteraction, context: Context) {
  const known = context.game.maps.map(({ id }) => id);
  const chosen = known.filter((id) => interaction.values.includes(id));
  if (chosen.length === 0) return context.refuse({ reason: 'outdated' });
  return ask(interaction, context, 'season-maps', { maps: chosen });
}

export const season = (game: Game): SubcommandGroup<Context> => ({
  name: 'season',
  ...described((words) => words.staffCommands.season),
  subcommands: [open(game), close, maps],
});

const seasonMaps = defineStatement({
  name: 'admin.season-maps',
  text: `select staff.refusal, season.name, season.maps
from (select staff_guard($1, $2, false) as refusal) staff
left join seasons season on staff.refusal is null and season.game = $3 and season.closed_at is null`,
  resend: true,
  columns: {
    refusal: nullable(oneOf(['staff-only'])),
    name: nullable(text),
    maps: nullable(texts),
  },
  parameters: ({ id, owner }: StaffActor, game: string) => [id, owner, game],
  result: ([row]) => ({
    refusal: row?.refusal ?? null,
    season: row?.name && row.maps ? { name: row.name, maps: row.maps } : null,
  }),
});
