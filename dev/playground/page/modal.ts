// A form that the bot has opened: over its own pane alone, the rest of which waits. Discord's rules of what may be sent
// are the browser's own: required, least and most characters.
import {
  type APIModalInteractionResponseCallbackData,
  type APITextInputComponent,
  ComponentType,
  TextInputStyle,
} from 'discord-api-types/v10';
import { html, nothing, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import { botAvatar } from '../../pictures/avatar.ts';
import { drawCost } from './cost.ts';
import type { OpenModal } from './store.ts';

export interface ModalView {
  readonly modal: OpenModal;
  /** Makes its ids the only ones on the page. */
  readonly name: string;
  readonly onSend: (fields: Readonly<Record<string, string>>) => void;
  readonly onClose: () => void;
}

interface Field {
  readonly label: string;
  readonly description: string | null;
  readonly input: APITextInputComponent;
}

export function drawModal({ modal, name, onSend, onClose }: ModalView): TemplateResult {
  const { data, busy, failed, cost } = modal;
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    if (!busy) onSend(Object.fromEntries([...form].map(([id, value]) => [id, String(value)])));
  };
  const key = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onClose();
  };
  return html`<div class="modal-ground" @keydown=${key} @pointerdown=${(event: PointerEvent) => {
    if (event.target === event.currentTarget) onClose();
  }}>
    <div class="modal" role="dialog" aria-modal="true" aria-labelledby=${`${name}-title`}><form @submit=${send}>
      <header>
        <img src=${botAvatar} alt="" width="24" height="24">
        <h2 id=${`${name}-title`}>${data.title}</h2>
        <button type="button" class="plain close" aria-label="Close" @click=${onClose}>✕</button>
      </header>
      <div class="modal-fields">
        ${fieldsOf(data).map((field, place) => drawField(field, `${name}-${place}`, place === 0))}
        ${failed === null ? nothing : html`<p class="failure" role="alert">Something went wrong. Try again. <small>${failed}</small></p>`}
      </div>
      <footer>
        ${drawCost(cost)}
        <button type="button" class="quiet" @click=${onClose}>Cancel</button>
        <button type="submit" class="primary" aria-disabled=${busy}>${
          busy
            ? html`<span class="dots" role="status" aria-label="Waiting"><i></i><i></i><i></i></span>`
            : 'Submit'
        }</button>
      </footer>
    </form></div>
  </div>`;
}

function fieldsOf({ components }: APIModalInteractionResponseCallbackData): readonly Field[] {
  return components.flatMap((component): Field[] => {
    if (component.type === ComponentType.Label && component.component.type === ComponentType.TextInput) {
      const { label, description = null, component: input } = component;
      return [{ label, description, input }];
    }
    if (component.type !== ComponentType.ActionRow) return [];
    return component.components.map((input) => ({ label: input.label ?? '', description: null, input }));
  });
}

/** The first one is where one begins to type. */
const focusOnce = new WeakSet<Element>();
const focus = (element: Element | undefined) => {
  if (!(element instanceof HTMLElement) || focusOnce.has(element)) return;
  focusOnce.add(element);
  queueMicrotask(() => element.focus());
};

function drawField({ label, description, input }: Field, id: string, isFirst: boolean): TemplateResult {
  const {
    custom_id: name,
    required = true,
    min_length: least,
    max_length: most,
    placeholder,
    value = '',
  } = input;
  const hint = description === null ? nothing : html`<small id=${`${id}-hint`}>${description}</small>`;
  const described = description === null ? nothing : `${id}-hint`;
  const box =
    input.style === TextInputStyle.Paragraph
      ? html`<textarea id=${id} name=${name} rows="4" ?required=${required} minlength=${least ?? nothing} maxlength=${most ?? nothing}
          placeholder=${placeholder ?? nothing} aria-describedby=${described} .defaultValue=${value} ${isFirst ? ref(focus) : nothing}></textarea>`
      : html`<input id=${id} name=${name} type="text" autocomplete="off" ?required=${required} minlength=${least ?? nothing} maxlength=${most ?? nothing}
          placeholder=${placeholder ?? nothing} aria-describedby=${described} .defaultValue=${value} ${isFirst ? ref(focus) : nothing}>`;
  return html`<div class="field">
    <label for=${id}>${label}${required ? html`<span class="required" aria-hidden="true"> *</span>` : nothing}</label>
    ${hint}${box}
  </div>`;
}
