// The set-up as its player sees it: the form for what is typed, the message that shows what was entered and has the
// menus for what is chosen, and what is said when it is confirmed.
import type { APIEmbed } from 'discord-api-types/v10';
import { button, type MessageComponent, row, select, textInput } from '../discord/component.ts';
import { customId } from '../discord/custom-id.ts';
import { escapeMarkdown } from '../discord/markdown.ts';
import { type MessageContent, type ModalReply, modal } from '../discord/response.ts';
import { countryFlag } from '../ladder/country.ts';
import type { Game } from '../ladder/game.ts';
import { type SetupForm, TYPED_LENGTH } from '../ladder/setup.ts';
import { countryName } from './country.ts';
import { countryChoices, countryPages } from './country-menu.ts';
import { wordsFor } from './languages/index.ts';
import { regionName } from './region.ts';
import { wholeNumber } from './words.ts';

/** The custom ids of the form's fields. */
export const FIELDS = {
  displayName: 'name',
  battleTag: 'battle-tag',
  alternateName1: 'other-1',
  alternateName2: 'other-2',
} as const;

/** Filled in with what was entered before. */
export function setupForm(form: SetupForm, { names }: Game, locale: string): ModalReply {
  const words = wordsFor(locale).setup;
  const labels = wordsFor(locale).refusal.setupFields;
  const field = (name: keyof typeof FIELDS, value: string, description: string, placeholder?: string) =>
    textInput({
      id: FIELDS[name],
      label: labels[name],
      description,
      maxLength: TYPED_LENGTH,
      required: name === 'displayName' || name === 'battleTag',
      ...(value !== '' && { value }),
      ...(placeholder !== undefined && { placeholder }),
    });
  const { least, most } = names.display;
  const hint = words.displayNameHint(wholeNumber(least, locale), wholeNumber(most, locale));
  return modal({
    customId: customId('setup', 'names'),
    title: words.title,
    components: [
      field('displayName', form.displayName, hint),
      ...(names.battleTag
        ? [field('battleTag', form.battleTag, words.battleTagHint, words.battleTagExample)]
        : []),
      field('alternateName1', form.alternateNames[0], words.alternateHint),
      field('alternateName2', form.alternateNames[1], words.alternateHint),
    ],
  });
}

export interface SetupShown {
  readonly form: SetupForm;
  /** Of the menu of countries. */
  readonly page: number;
  /** Something of what was typed has to be changed first. */
  readonly isWrong: boolean;
}

export function setupContent(
  { form, page, isWrong }: SetupShown,
  game: Game,
  locale: string,
): MessageContent {
  const words = wordsFor(locale).setup;
  const isWhole = form.country !== null && form.region !== null;
  return {
    content: isWhole ? words.check : words.choose,
    embeds: [summary(form, game, locale)],
    components: [
      ...menus(form, page, game, locale),
      row(
        button({ id: customId('setup', 'edit'), label: words.edit, emoji: '✏️' }),
        button({
          id: customId('setup', 'confirm'),
          label: words.confirm,
          style: 'success',
          disabled: isWrong || !isWhole,
        }),
      ),
    ],
  };
}

/** Without anything left to press. */
export function setupDone(form: SetupForm, isFirst: boolean, game: Game, locale: string): MessageContent {
  const words = wordsFor(locale).setup;
  const name = escapeMarkdown(form.displayName);
  return {
    content: isFirst ? words.welcome(name) : words.saved(name),
    embeds: [summary(form, game, locale)],
    components: [],
  };
}

function summary(form: SetupForm, game: Game, locale: string): APIEmbed {
  const { names } = game;
  const words = wordsFor(locale).setup;
  const labels = wordsFor(locale).refusal.setupFields;
  const typed = (...texts: string[]) =>
    texts
      .filter((text) => text !== '')
      .map(escapeMarkdown)
      .join(', ') || words.none;
  const region = regionName(form.region, game, locale);
  const country = form.country && `${countryFlag(form.country)} ${countryName(form.country, locale)}`;
  const lines = [
    [labels.displayName, typed(form.displayName)],
    ...(names.battleTag ? [[labels.battleTag, typed(form.battleTag)]] : []),
    [words.alternateNames, typed(...form.alternateNames)],
    [labels.region, region ?? words.notChosen],
    [labels.country, country ?? words.notChosen],
  ];
  return {
    title: words.title,
    color: 0x5865f2,
    description: lines.map(([label, value]) => `**${label}:** ${value}`).join('\n'),
  };
}

function menus(form: SetupForm, page: number, game: Game, locale: string): readonly MessageComponent[] {
  const words = wordsFor(locale).setup;
  return [
    row(
      select({
        id: customId('setup', 'region', page),
        placeholder: words.regionMenu,
        choices: game.regions.map(({ id, name }) => ({
          label: regionName(id, game, locale) ?? name,
          value: id,
          selected: id === form.region,
        })),
      }),
    ),
    row(
      select({
        id: customId('setup', 'country', page),
        placeholder:
          form.country === null ? words.countryMenu : countryName(form.country, locale).slice(0, 150),
        choices: countryChoices(page, form.country, locale),
      }),
    ),
    row(
      select({
        id: customId('setup', 'countries'),
        placeholder: words.otherCountries,
        choices: countryPages(page, locale),
      }),
    ),
  ];
}
