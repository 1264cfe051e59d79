// /setup: a form for what is typed, then a message with menus for what is chosen, then one click that confirms it all.
// Until then everything is kept as a draft, one statement an interaction, so that nothing is ever typed twice. Only
// the banned and those who have not accepted the terms are refused.
import type { Context } from '../context.ts';
import type { Command } from '../discord/command.ts';
import type { ComponentInteraction, HandledInteraction } from '../discord/interaction.ts';
import type { Fields } from '../discord/options.ts';
import { type MessageReply, type UpdateReply, update } from '../discord/response.ts';
import { isCountryCode } from '../ladder/country.ts';
import type { Refusal } from '../ladder/refusal.ts';
import { type SetupForm, tidyForm, typedProblems } from '../ladder/setup.ts';
import { described } from '../messages/languages/index.ts';
import { FIELDS, setupContent, setupDone, setupForm } from '../messages/setup.ts';
import type { Statement } from '../postgres/statement.ts';
import { guardRefusal } from '../sql/guard.ts';
import { chosenSetup, confirmedSetup, type Entered, enteredSetup, typedSetup } from '../sql/setup.ts';

export const setup: Command<Context> = {
  name: 'setup',
  ...described((words) => words.commands.setup.description),
  execute: openForm,
  modals: {
    names({ user, fields, locale }, context) {
      const { game, now } = context;
      const form = tidyForm(typedForm(fields), game.names);
      const fits = typedProblems(form, game.names).length === 0;
      return show(typedSetup(user.id, form, fits, now), context, { locale, page: 0 });
    },
  },
  components: {
    edit: openForm,
    region(interaction, context) {
      const [region = ''] = interaction.values;
      if (!context.game.regions.some(({ id }) => id === region))
        return context.refuse({ reason: 'outdated' });
      return choose(interaction, context, { region });
    },
    country(interaction, context) {
      const [country = ''] = interaction.values;
      if (!isCountryCode(country)) return context.refuse({ reason: 'outdated' });
      return choose(interaction, context, { country });
    },
    countries: ({ user, values, locale }, context) =>
      show(enteredSetup(user.id, context.now), context, { locale, page: pageNumber(values[0]) }),
    confirm,
  },
};

async function openForm({ user, locale }: HandledInteraction, context: Context) {
  const found = await context.database.run(enteredSetup(user.id, context.now));
  const refusal = entryRefusal(found);
  if (refusal || !found) return context.refuse(refusal ?? { reason: 'terms' });
  return setupForm(found.form, context.game, locale);
}

function typedForm(fields: Fields): SetupForm {
  const typed = (field: keyof typeof FIELDS) => fields.text(FIELDS[field]) ?? '';
  return {
    displayName: typed('displayName'),
    battleTag: typed('battleTag'),
    alternateNames: [typed('alternateName1'), typed('alternateName2')],
    country: null,
    region: null,
  };
}

function choose(
  { user, customId, locale }: ComponentInteraction,
  context: Context,
  chosen: { readonly region: string } | { readonly country: string },
) {
  const page = pageNumber(customId.arguments[0]);
  return show(chosenSetup(user.id, chosen, context.now), context, { locale, page });
}

/** Anything but a number is the first page. */
function pageNumber(text: string | undefined): number {
  return Number.parseInt(text ?? '', 10) || 0;
}

interface Reading {
  readonly locale: string;
  /** Of the menu of countries. */
  readonly page: number;
}

/** What is entered after the statement, with all that is wrong with it. */
async function show(
  statement: Statement<Entered | null>,
  context: Context,
  reading: Reading,
): Promise<MessageReply | UpdateReply> {
  const found = await context.database.run(statement);
  const refusal = entryRefusal(found);
  if (refusal || !found) return context.refuse(refusal ?? { reason: 'terms' });
  if (!found.isDraft) return context.refuse({ reason: 'draft-gone' });
  return shown(found, context, reading);
}

function shown({ form, isTaken }: Entered, context: Context, { locale, page }: Reading): UpdateReply {
  const { game, refuse } = context;
  const problems = typedProblems(form, game.names);
  const refusals: Refusal[] = [
    ...(problems.length > 0 ? [{ reason: 'setup-problems', problems } as const] : []),
    ...(isTaken ? [{ reason: 'name-taken', name: form.displayName } as const] : []),
  ];
  const content = setupContent({ form, page, isWrong: refusals.length > 0 }, game, locale);
  const said = refusals.map((refusal) => refuse(refusal).body.content);
  return update({ ...content, ...(said.length > 0 && { content: said.join('\n') }) });
}

async function confirm({ user, locale }: ComponentInteraction, context: Context) {
  const { database, game, now } = context;
  const found = await database.announce(
    confirmedSetup(user.id, locale, now),
    // Who is set up for the first time is greeted.
    (confirmed) => confirmed?.refusal === null && confirmed.isFirst,
  );
  const guard = entryRefusal(found);
  if (guard || !found) return context.refuse(guard ?? { reason: 'terms' });
  switch (found.refusal) {
    case null:
      return update(setupDone(found.form, found.isFirst, game, locale));
    case 'name-taken':
      return shown({ ...found, isTaken: true }, context, { locale, page: 0 });
    case 'setup-problems':
      return shown(found, context, { locale, page: 0 });
    default:
      return context.refuse({ reason: 'draft-gone' });
  }
}

/** Being set up is no matter here. */
function entryRefusal(found: Entered | null | undefined): Refusal | null {
  const refusal = guardRefusal(found);
  return refusal?.reason === 'setup' ? null : refusal;
}
