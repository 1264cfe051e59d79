// /leaderboard: pages of twenty, with filters, of any season. Anyone may look. Buttons and menus carry their whole state, so a
// message left open for a week still works, and each click is one statement.
import type { Context } from '../context.ts';
import type { Command } from '../discord/command.ts';
import type { ComponentInteraction, HandledInteraction } from '../discord/interaction.ts';
import { choices, type MessageReply, message, type UpdateReply, update } from '../discord/response.ts';
import type { Game } from '../ladder/game.ts';
import type { Anchor, LeaderboardFilters } from '../ladder/leaderboard.ts';
import { countriesLike, countryNamed } from '../messages/country.ts';
import { described } from '../messages/languages/index.ts';
import { EVERY, leaderboardContent } from '../messages/leaderboard.ts';
import { leaderboardState } from '../messages/leaderboard-id.ts';
import { type LeaderboardScope, leaderboardPage, NEWEST_SEASON } from '../sql/leaderboard.ts';
import { completeSeasons } from './named-season.ts';

const MOST_PLACES = 100_000_000;

export const leaderboard = (game: Game): Command<Context> => ({
  name: 'leaderboard',
  ...described((words) => words.commands.leaderboard.description),
  options: [
    {
      type: 'string',
      name: 'faction',
      ...described((words) => words.commands.leaderboard.faction),
      choices: game.factions.map(({ id, name }) => ({ name, value: id })),
    },
    {
      type: 'string',
      name: 'rank',
      ...described((words) => words.commands.leaderboard.rank),
      choices: game.tiers.map(({ id }) => ({ name: id, value: id })),
    },
    {
      type: 'string',
      name: 'country',
      ...described((words) => words.commands.leaderboard.country),
      maxLength: 100,
      autocomplete: true,
    },
    {
      type: 'boolean',
      name: 'best-only',
      ...described((words) => words.commands.leaderboard.bestOnly),
    },
    {
      type: 'integer',
      name: 'place',
      ...described((words) => words.commands.leaderboard.place),
      minValue: 1,
      maxValue: MOST_PLACES,
    },
    {
      type: 'string',
      name: 'season',
      ...described((words) => words.commands.leaderboard.season),
      maxLength: 100,
      autocomplete: true,
    },
  ],
  async execute(interaction, context) {
    const { options, locale } = interaction;
    const typed = options.string('country')?.trim() ?? '';
    const country = typed === '' ? null : countryNamed(typed, locale);
    if (country === undefined) return context.refuse({ reason: 'country-unknown', country: typed });
    const filters = {
      faction: options.string('faction'),
      rank: options.string('rank'),
      country,
      bestOnly: options.boolean('best-only') ?? false,
    };
    const place = options.integer('place');
    if (place !== null && (place < 1 || place > MOST_PLACES)) return context.refuse({ reason: 'outdated' });
    const anchor: Anchor = place === null ? { at: 'top' } : { at: 'place', place };
    const season = options.string('season')?.trim() || NEWEST_SEASON;
    return show(interaction, context, { filters, season, anchor }, message);
  },
  autocomplete(interaction, context) {
    if (interaction.focused.name === 'season') return completeSeasons(interaction, context);
    return choices(countriesLike(interaction.focused.value, interaction.locale));
  },
  components: {
    above: (interaction, context) => turn(interaction, context, 'above'),
    below: (interaction, context) => turn(interaction, context, 'below'),
    me: (interaction, context) =>
      changed(interaction, context, (filters) => filters, { at: 'player', playerId: interaction.user.id }),
    best: (interaction, context) =>
      changed(interaction, context, (filters) => ({ ...filters, bestOnly: !filters.bestOnly })),
    world: (interaction, context) =>
      changed(interaction, context, (filters) => ({ ...filters, country: null })),
    faction: (interaction, context) =>
      changed(interaction, context, (filters) => ({ ...filters, faction: chosen(interaction) })),
    rank: (interaction, context) =>
      changed(interaction, context, (filters) => ({ ...filters, rank: chosen(interaction) })),
  },
});

function chosen({ values: [value] }: ComponentInteraction): string | null {
  return value === undefined || value === EVERY ? null : value;
}

function turn(interaction: ComponentInteraction, context: Context, at: 'above' | 'below') {
  const state = leaderboardState(interaction.customId);
  if (!state?.key) return context.refuse({ reason: 'outdated' });
  const asked: Asked = {
    filters: state.filters,
    season: state.season ?? NEWEST_SEASON,
    anchor: { at, key: state.key },
  };
  return show(interaction, context, asked, update);
}

function changed(
  interaction: ComponentInteraction,
  context: Context,
  change: (filters: LeaderboardFilters) => LeaderboardFilters,
  anchor: Anchor = { at: 'top' },
) {
  const state = leaderboardState(interaction.customId);
  if (!state) return context.refuse({ reason: 'outdated' });
  const asked: Asked = { filters: change(state.filters), season: state.season ?? NEWEST_SEASON, anchor };
  return show(interaction, context, asked, update);
}

interface Asked extends Pick<LeaderboardScope, 'season'> {
  readonly filters: LeaderboardFilters;
  readonly anchor: Anchor;
}

async function show<Shown extends MessageReply | UpdateReply>(
  { user, locale }: HandledInteraction,
  context: Context,
  { filters, season, anchor }: Asked,
  reply: (content: ReturnType<typeof leaderboardContent>) => Shown,
): Promise<Shown | MessageReply> {
  const page = await context.database.run(
    leaderboardPage(context.game, filters, anchor, { season, long: false }),
  );
  if (page === null)
    return context.refuse({ reason: season === NEWEST_SEASON ? 'no-season' : 'season-unknown' });
  if (anchor.at === 'player' && page.lines.length === 0) {
    const { faction, rank, country } = filters;
    if ((faction ?? rank ?? country) !== null) return context.refuse({ reason: 'filtered-out' });
    return context.refuse({ reason: 'not-ranked', closed: page.closedAt !== null });
  }
  if (anchor.at === 'place' && anchor.place > page.ranked && page.ranked > 0) {
    return context.refuse({ reason: 'place-unknown', place: anchor.place, ranked: page.ranked });
  }
  return reply(leaderboardContent(page, filters, context.game, { id: user.id, locale }, anchor.at));
}
