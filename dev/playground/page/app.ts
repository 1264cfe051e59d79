// The page as a whole: a bar above, and the panes side by side; where there is room for one alone, one in front.
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Setting } from '../protocol.ts';
import { canAddPane } from './address.ts';
import type { Doings } from './doings.ts';
import { type Names, namesOf } from './names.ts';
import { drawPane, personOf, placesOf } from './pane.ts';
import type { Pane, Store } from './store.ts';

export function drawApp(store: Store, doings: Doings): TemplateResult {
  const { setting, fault } = store;
  if (fault !== null)
    return html`<main class="loading" role="alert"><h1>The playground cannot be opened</h1><p>${fault}</p></main>`;
  if (setting === null) return html`<p class="loading" role="status">Opening the playground …</p>`;
  const names = namesCached(setting);
  return html`${drawBar(store, setting, names)}
    <main class="panes" style=${`--panes: ${store.panes.length}`}>${repeat(
      store.panes,
      ({ key }) => key,
      (pane, index) =>
        html`<div class="pane-place ${index === store.front ? 'front' : ''}">${drawPane({
          pane,
          store,
          setting,
          names,
          doings,
          onClose: store.panes.length > 1 ? () => closePane(store, pane) : null,
        })}</div>`,
    )}</main>`;
}

const kept = new WeakMap<Setting, Names>();

function namesCached(setting: Setting): Names {
  const names = kept.get(setting) ?? namesOf(setting);
  kept.set(setting, names);
  return names;
}

function drawBar(store: Store, setting: Setting, names: Names): TemplateResult {
  return html`<header class="bar">
    <h1>Edge Ladder <span>playground</span></h1>
    <div class="tabs" role="group" aria-label="Panes">${store.panes.map((pane, index) => {
      const count = placesOf(personOf(setting, pane.as)).reduce(
        (sum, place) => sum + store.unread(pane.as, place).length,
        0,
      );
      return html`<button type="button" class="tab" aria-pressed=${index === store.front} @click=${() =>
        store.change(() => {
          store.front = index;
        })}>${names.of(pane.as)}${count > 0 ? html` <span class="badge">${count}<span class="hidden"> new</span></span>` : nothing}</button>`;
    })}</div>
    ${store.connected ? nothing : html`<p class="offline" role="status">Connecting …</p>`}
    <button type="button" class="quiet" @click=${turnTheme(store)} aria-label="Light or dark" title="Light or dark">◐</button>
    ${canAddPane(store) ? html`<button type="button" class="quiet add" @click=${() => addPane(store, setting)} aria-label="Add a pane"><span aria-hidden="true">＋</span><span class="words"> Pane</span></button>` : nothing}
  </header>`;
}

function turnTheme(store: Store): () => void {
  return () =>
    store.change(() => {
      const { dataset } = document.documentElement;
      dataset['theme'] = dataset['theme'] === 'light' ? 'dark' : 'light';
      localStorage.setItem('theme', dataset['theme']);
    });
}

/** Staff first, who are in none as the page opens. */
function addPane(store: Store, { people }: Setting): void {
  const free = people.find(({ id }) => store.panes.every(({ as }) => as !== id)) ?? people[0];
  if (free === undefined) return;
  store.change(() => {
    store.panes.push(newPane(store, { as: free.id, place: 'ladder', locale: 'en-US' }));
    store.front = store.panes.length - 1;
  });
  // The button goes with the last one that can be added.
  if (!canAddPane(store)) focusOn('.pane-place.front .who');
}

function closePane(store: Store, pane: Pane): void {
  store.change(() => {
    store.panes = store.panes.filter(({ key }) => key !== pane.key);
    store.front = Math.min(store.front, store.panes.length - 1);
  });
  focusOn('.bar .add');
}

/** Once the page is drawn: what had the focus is gone. */
function focusOn(selector: string): void {
  setTimeout(() => document.querySelector<HTMLElement>(selector)?.focus());
}

export function newPane(store: Store, shown: Pick<Pane, 'as' | 'place' | 'locale'>): Pane {
  return { key: store.newKey(), ...shown, attempts: [], modal: null, presses: new Map() };
}
