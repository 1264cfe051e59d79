// The list above the composer, of what can be picked.
import { html, nothing, type TemplateResult } from 'lit';

export interface PopupItem {
  readonly label: string;
  readonly detail: string;
  readonly description: string;
}

export interface PopupView {
  readonly id: string;
  readonly title: string;
  readonly items: readonly PopupItem[];
  readonly active: number;
  /** Said where there is nothing to pick. */
  readonly empty: string;
  readonly onPick: (place: number) => void;
  readonly onPoint: (place: number) => void;
}

export function drawPopup({ id, title, items, active, empty, onPick, onPoint }: PopupView): TemplateResult {
  // The focus stays where one types.
  const keepFocus = (event: Event) => event.preventDefault();
  return html`<div class="popup" @mousedown=${keepFocus}>
    <p class="popup-title" aria-hidden="true">${title}</p>
    ${items.length === 0 && empty !== '' ? html`<p class="popup-empty" role="status">${empty}</p>` : nothing}
    <ul role="listbox" id=${`${id}-list`} aria-label=${title}>
      ${items.map(
        ({ label, detail, description }, place) => html`<li
          role="option" id=${`${id}-${place}`} aria-selected=${place === active} class=${place === active ? 'active' : ''}
          @click=${() => onPick(place)} @pointermove=${() => onPoint(place)}
        ><span class="popup-label">${label}${detail ? html` <span class="popup-detail">${detail}</span>` : nothing}</span>${
          description ? html`<small>${description}</small>` : nothing
        }</li>`,
      )}
    </ul>
  </div>`;
}
