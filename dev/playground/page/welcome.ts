// The beginning of a channel, as Discord has one, with what can be done there.
import { html, nothing, type TemplateResult } from 'lit';
import type { Setting } from '../protocol.ts';
import type { Names } from './names.ts';
import type { Place } from './store.ts';

export interface WelcomeView {
  readonly setting: Setting;
  readonly names: Names;
  readonly as: string;
  readonly place: Place;
  readonly begin: (command: string) => void;
}

const COMMANDS: Readonly<Record<'newcomer' | 'player' | 'staff', readonly string[]>> = {
  newcomer: ['terms', 'setup', 'queue', 'help'],
  player: ['queue', 'profile', 'leaderboard', 'help'],
  staff: ['admin snapshot', 'leaderboard', 'help'],
};

const WORDS: Readonly<Record<Place, string>> = {
  ladder: 'Commands are typed here. What the bot answers to you alone, nobody else sees.',
  matches: 'Results are told here, and players are called whose direct messages are closed.',
  staff: 'Staff are called here: a dispute is settled with one click.',
  direct: 'What the bot writes to you: the matches it has found, and how they went.',
};

export function drawWelcome(view: WelcomeView): TemplateResult {
  const { setting, as, place, begin } = view;
  const kind = setting.people.find(({ id }) => id === as)?.kind;
  const isNew = kind === 'newcomer' || (kind === 'figure' && !setting.pair?.ids.includes(as));
  const commands = COMMANDS[kind === 'staff' ? 'staff' : isNew ? 'newcomer' : 'player'];
  return html`<div class="welcome">
    <div class="welcome-mark" aria-hidden="true">${place === 'direct' ? '@' : '#'}</div>
    <h2>${place === 'direct' ? 'Edge Ladder' : `Welcome to #${place}!`}</h2>
    <p>${WORDS[place]}</p>
    ${
      place === 'ladder' || place === 'direct'
        ? html`${place === 'ladder' ? drawPair(view) : nothing}<p class="starts">${commands.map(
            (command) =>
              html`<button type="button" class="start" @click=${() => begin(command)}>/${command}</button>`,
          )}</p>`
        : nothing
    }
  </div>`;
}

function drawPair({ setting: { pair }, names, as }: WelcomeView): TemplateResult | typeof nothing {
  const own = pair?.ids.indexOf(as) ?? -1;
  if (pair === null || own < 0) return nothing;
  const [first, second] = pair.factions;
  const [mine, theirs] = own === 0 ? [first, second] : [second, first];
  const rival = names.of(pair.ids[1 - own] ?? '');
  return html`<p>For a match at the next wave: <b>/queue</b> as ${mine} here and as ${theirs} in ${rival}’s pane, and Join in both. The match comes as a direct message.</p>`;
}
