// /admin season: close the open one, which opens the next; open the first, or the next after a pause; choose its maps.
import type { Context } from '../../context.ts';
import type { Option, Subcommand, SubcommandGroup } from '../../discord/command.ts';
import type { CommandInteraction, ComponentInteraction } from '../../discord/interaction.ts';
import { plainText } from '../../discord/markdown.ts';
import { nextSeason, seasonSlug } from '../../ladder/season.ts';
import { described } from '../../messages/languages/index.ts';
import { mapsMessage } from '../../messages/staff-season.ts';
import { nullable, oneOf, text, texts } from '../../postgres/column.ts';
import { defineStatement } from '../../postgres/statement.ts';
import type { StaffActor } from '../../sql/staff-acts.ts';
import { actorOf, ask } from './asking.ts';

const MOST_DAYS = 1000;

const nameOption = {
  type: 'string',
  name: 'name',
  minLength: 1,
  maxLength: 60,
} as const;

const daysOption = {
  type: 'integer',
  name: 'days',
  ...described((words) => words.staffCommands.seasonDays),
  minValue: 1,
  maxValue: MOST_DAYS,
} as const satisfies Option;

/** How long it is to last; null: longer than anything is. */
function lasting({ options }: CommandInteraction, { game, now }: Context): number | null {
  const { startsAt, endsAt } = nextSeason(now, game.season);
  const days = options.integer('days') ?? Math.round((endsAt.getTime() - startsAt.getTime()) / 86_400_000);
  return days < 1 || days > MOST_DAYS ? null : days;
}

/** What the game says of a season that begins now; without a name it is called after the one before. */
function beginning(typed: string | null, days: number, { game, now }: Context) {
  const name = typed === null ? null : plainText(typed);
  return {
    ...(name === null ? {} : { name, slug: seasonSlug(name, now) }),
    days,
    startRating: game.rating.start,
    rankedDays: game.rankedDays,
    drawnPercent: game.season.drawnToStartPercent,
    maps: game.maps.map(({ id }) => id),
  };
}

const open: Subcommand<Context> = {
  name: 'open',
  ...described((words) => words.staffCommands.seasonOpen),
  options: [
    { ...nameOption, ...described((words) => words.staffCommands.seasonName), required: true },
    daysOption,
  ],
  execute(interaction, context) {
    const days = lasting(interaction, context);
    if (days === null) return context.refuse({ reason: 'outdated' });
    const name = interaction.options.string('name') ?? '';
    return ask(interaction, context, 'season-open', beginning(name, days, context));
  },
};

/** The next one follows in the same act, unless there is to be a pause. */
const close: Subcommand<Context> = {
  name: 'close',
  ...described((words) => words.staffCommands.seasonClose),
  options: [
    { ...nameOption, ...described((words) => words.staffCommands.seasonNext) },
    daysOption,
    { type: 'boolean', name: 'void-open', ...described((words) => words.staffCommands.voidOpen) },
    { type: 'boolean', name: 'pause', ...described((words) => words.staffCommands.seasonPause) },
  ],
  execute(interaction, context) {
    const { options } = interaction;
    const voidOpen = options.boolean('void-open') ?? false;
    if (options.boolean('pause')) return ask(interaction, context, 'season-close', { voidOpen });
    const days = lasting(interaction, context);
    if (days === null) return context.refuse({ reason: 'outdated' });
    const next = beginning(options.string('name'), days, context);
    return ask(interaction, context, 'season-close', { voidOpen, opens: true, ...next });
  },
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

export const season: SubcommandGroup<Context> = {
  name: 'season',
  ...described((words) => words.staffCommands.season),
  subcommands: [open, close, maps],
};

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
