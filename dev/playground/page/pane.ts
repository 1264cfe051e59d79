// A pane: one reader's Discord. Who he is, his channels, the one that is open, and what he types.
import { MessageType } from 'discord-api-types/v10';
import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Person, Setting } from '../protocol.ts';
import { type Callable, callablesOf } from './callable.ts';
import type { PlaygroundComposer } from './composer.ts';
import type { Doings } from './doings.ts';
import { LOCALES } from './locales.ts';
import { drawShown } from './message.ts';
import { drawModal } from './modal.ts';
import type { Names } from './names.ts';
import type { Attempt, KnownMessage, Pane, Place, Store } from './store.ts';
import { drawWelcome } from './welcome.ts';

export interface PaneView {
  readonly pane: Pane;
  readonly store: Store;
  readonly setting: Setting;
  readonly names: Names;
  readonly doings: Doings;
  /** Null where it is the last one. */
  readonly onClose: (() => void) | null;
}

/** Of one channel; older ones are forgotten by the page alone. */
const SHOWN = 100;
/** Discord draws what one author writes within so many minutes as one. */
const TOGETHER_MS = 7 * 60_000;
const MANAGE_GUILD = 0x20n;

const PLACE_NAMES: Readonly<Record<Place, string>> = {
  ladder: 'ladder',
  matches: 'matches',
  staff: 'staff',
  direct: 'Edge Ladder',
};

export function placesOf(person: Person): readonly Place[] {
  const isStaff = (BigInt(person.permissions) & MANAGE_GUILD) !== 0n;
  return isStaff ? ['ladder', 'matches', 'staff', 'direct'] : ['ladder', 'matches', 'direct'];
}

/** The one asked for, where this person has it. */
export function placeFor(person: Person, asked: Place): Place {
  return placesOf(person).includes(asked) ? asked : 'ladder';
}

export function personOf({ people }: Setting, id: string): Person {
  const known = people.find((person) => person.id === id);
  return known ?? { id, name: `player_${id.slice(-4)}`, kind: 'player', note: '', permissions: '0' };
}

export function drawPane(view: PaneView): TemplateResult {
  const { pane, names, doings, store } = view;
  const { modal } = pane;
  const name = names.of(pane.as);
  return html`<section class="pane" lang=${pane.locale} aria-label=${`${name}’s Discord`}>
    <div class="pane-inner" ?inert=${modal !== null}>
      ${drawHead(view)}${drawChannels(view)}
      <div class="channel">
        ${drawMessages(view)}
        <div class="foot">${keyed(`${pane.as}`, drawComposer(view))}</div>
      </div>
    </div>
    ${
      modal === null
        ? nothing
        : drawModal({
            modal,
            name: `modal-${pane.key}`,
            onSend: (fields) =>
              void doings.submit(pane, fields).then(() => {
                if (pane.modal === null) type(pane);
              }),
            onClose: () => {
              store.change(() => {
                pane.modal = null;
              });
              type(pane);
            },
          })
    }
  </section>`;
}

function drawHead({ pane, store, setting, names, onClose }: PaneView): TemplateResult {
  const turnTo = (event: Event) =>
    store.change(() => {
      pane.as = (event.target as HTMLSelectElement).value;
      pane.place = placeFor(personOf(setting, pane.as), pane.place);
      pane.attempts = [];
      pane.modal = null;
      pane.presses.clear();
    });
  const speak = (event: Event) =>
    store.change(() => {
      pane.locale = (event.target as HTMLSelectElement).value;
    });
  return html`<header class="head">
    <img class="avatar" src=${names.avatarOf(pane.as)} alt="" width="28" height="28">
    <select class="who" aria-label="Who is in this pane" title=${personOf(setting, pane.as).note} @change=${turnTo}>${drawPeople(setting, pane.as)}</select>
    <select class="speaks" aria-label="Language of this pane" @change=${speak}>
      ${LOCALES.map(({ id, name }) => html`<option value=${id} ?selected=${id === pane.locale}>${name}</option>`)}
    </select>
    ${onClose === null ? nothing : html`<button type="button" class="plain" aria-label=${`Close ${names.of(pane.as)}’s pane`} @click=${onClose}>✕</button>`}
  </header>`;
}

const KINDS = [
  ['staff', 'Staff'],
  ['newcomer', 'Newcomers'],
  ['figure', 'Figures of the demonstration'],
  ['player', 'Players'],
] as const;

function drawPeople({ people }: Setting, chosen: string): readonly TemplateResult[] {
  const known = people.some(({ id }) => id === chosen);
  return [
    ...(known ? [] : [html`<option value=${chosen} selected>${`player_${chosen.slice(-4)}`}</option>`]),
    ...KINDS.map(
      ([kind, label]) =>
        html`<optgroup label=${label}>${people
          .filter((person) => person.kind === kind)
          .map(
            ({ id, name, note }) =>
              html`<option value=${id} ?selected=${id === chosen}>${note ? `${name}, ${note}` : name}</option>`,
          )}</optgroup>`,
    ),
  ];
}

function drawChannels({ pane, store, setting, names }: PaneView): TemplateResult {
  return html`<nav class="channels" aria-label=${`Channels of ${names.of(pane.as)}`}><ul>${placesOf(
    personOf(setting, pane.as),
  ).map((place) => {
    const unread = store.unread(pane.as, place);
    const calls =
      place === 'direct' ? unread.length : unread.filter((each) => mentions(each, pane.as)).length;
    const isOpen = place === pane.place;
    const open = () =>
      store.change(() => {
        pane.place = place;
      });
    return html`<li><button type="button" class="channel-link ${unread.length > 0 ? 'unread' : ''}" aria-current=${isOpen ? 'page' : nothing} @click=${open}>
      <span class="hash" aria-hidden="true">${place === 'direct' ? '@' : '#'}</span><span class="channel-name">${PLACE_NAMES[place]}</span>${
        calls > 0
          ? html`<span class="badge">${calls}<span class="hidden"> new</span></span>`
          : unread.length > 0
            ? html`<span class="dot"><span class="hidden">new messages</span></span>`
            : nothing
      }</button></li>`;
  })}</ul></nav>`;
}

function mentions({ shown }: KnownMessage, id: string): boolean {
  return shown.message.mentions.some((user) => user.id === id);
}

function drawMessages(view: PaneView): TemplateResult {
  const { pane, store, setting, names, doings } = view;
  const shown = store.visible(pane.as, pane.place).slice(-SHOWN);
  const where = pane.place === 'direct' ? 'direct messages with Edge Ladder' : `#${PLACE_NAMES[pane.place]}`;
  const attempts = pane.attempts.filter(({ place }) => place === pane.place);
  return html`${keyed(
    `${pane.as} ${pane.place}`,
    html`<playground-log class="log" tabindex="0" role="log" aria-label=${`Messages of ${where}, as ${names.of(pane.as)} sees them`}>
    <discord-messages no-background ?light-theme=${isLight()}>
      ${drawWelcome({ setting, names, as: pane.as, place: pane.place, begin: (command) => begin(pane, command) })}
      ${repeat(
        shown,
        ({ shown: { message } }) => message.id,
        (known, index) =>
          drawShown({
            shown: known.shown,
            follows: follows(shown[index - 1], known),
            names,
            locale: pane.locale,
            press: pane.presses.get(known.shown.message.id),
            answered: answeredText(known, store),
            onPress: (customId, values) => void doings.press(pane, known.shown.message.id, customId, values),
            onDismiss: () => store.change(() => store.dismissed.add(`${pane.as} ${known.shown.message.id}`)),
          }),
      )}
      ${repeat(
        attempts,
        ({ key }) => key,
        (attempt) => drawAttempt(attempt, view),
      )}
    </discord-messages>
  </playground-log>`,
  )}`;
}

function isLight(): boolean {
  return document.documentElement.dataset['theme'] === 'light';
}

function follows(before: KnownMessage | undefined, { shown }: KnownMessage): boolean {
  if (before === undefined || before.shown.onlyFor !== shown.onlyFor) return false;
  // What answers something shows what.
  if (shown.cause !== null || shown.message.type === MessageType.Reply) return false;
  const gapMs = Date.parse(shown.message.timestamp) - Date.parse(before.shown.message.timestamp);
  return before.shown.message.author.id === shown.message.author.id && gapMs < TOGETHER_MS;
}

/** What the message says whose component it answers. */
function answeredText({ shown: { message } }: KnownMessage, store: Store): string | null {
  const metadata = message.interaction_metadata as { interacted_message_id?: string } | undefined;
  const id = message.message_reference?.message_id ?? metadata?.interacted_message_id;
  const answered = id === undefined ? undefined : store.messages.get(id)?.shown.message;
  if (answered === undefined) return null;
  const { content, embeds } = answered;
  return (content || embeds[0]?.title || embeds[0]?.description || 'the message above')
    .replaceAll(/[*_`]/g, '')
    .slice(0, 80);
}

function drawAttempt(
  { command, failed, at, key }: Attempt,
  { pane, names, store, setting }: PaneView,
): TemplateResult {
  const name = names.of(pane.as);
  const time = new Intl.DateTimeFormat(pane.locale, { timeStyle: 'short' }).format(at);
  const dismiss = () =>
    store.change(() => {
      pane.attempts = pane.attempts.filter((attempt) => attempt.key !== key);
    });
  return html`<div class="entry" role="article" aria-label=${`/${command}`}>
    <discord-message author="Edge Ladder" avatar=${names.avatarOf(setting.bot.id)} timestamp=${time} bot ?ephemeral=${failed !== null} .dismissMessageClicked=${dismiss}>
      <discord-command slot="reply" type="slash_command" author=${name} avatar=${names.avatarOf(pane.as)} command=${`/${command}`}></discord-command>
      ${
        failed === null
          ? html`<span class="thinking" role="status">Sending command…</span>`
          : html`<span class="failure" role="alert">⚠ The application did not respond <small>${failed}</small></span>`
      }
    </discord-message>
  </div>`;
}

function drawComposer({ pane, setting, doings }: PaneView): TemplateResult {
  const where = pane.place === 'direct' ? '@Edge Ladder' : `#${PLACE_NAMES[pane.place]}`;
  return html`<playground-composer
    id=${`composer-of-${pane.key}`} .callables=${callablesFor(setting, pane)} .people=${setting.people} placeholder=${`Type / for a command in ${where}`}
    .complete=${(callable: Callable, options: Parameters<Doings['complete']>[2]) => doings.complete(pane, callable, options)}
    .send=${(callable: Callable, options: Parameters<Doings['call']>[2]) => void doings.call(pane, callable, options)}
  ></playground-composer>`;
}

const composerOf = ({ key }: Pane) => document.querySelector<PlaygroundComposer>(`#composer-of-${key}`);

function begin(pane: Pane, command: string): void {
  composerOf(pane)?.begin(command);
}

/** Back to where one types, once what was above it is gone. */
function type(pane: Pane): void {
  setTimeout(() => composerOf(pane)?.focusInput());
}

const known = new Map<string, readonly Callable[]>();

/** The same list for the same reader, so that nothing is taken for changed. */
function callablesFor(setting: Setting, { as, place, locale }: Pane): readonly Callable[] {
  const { permissions } = personOf(setting, as);
  const direct = place === 'direct';
  const key = `${permissions} ${direct} ${locale}`;
  const made =
    known.get(key) ?? callablesOf(setting.commands, { locale, permissions: BigInt(permissions), direct });
  known.set(key, made);
  return made;
}
