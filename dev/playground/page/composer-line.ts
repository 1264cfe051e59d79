// The line of the composer: a text, or a command with a field for each option and one for whatever comes behind.
import { html, nothing, type TemplateResult } from 'lit';
import type { Person } from '../protocol.ts';
import { type CommandDraft, type Draft, REST, remaining } from './draft.ts';
import { type FilledOption, readOption } from './filled-option.ts';

export interface LineView {
  /** Begins the ids of all that belongs to it. */
  readonly id: string;
  readonly draft: Draft;
  readonly focused: number;
  readonly people: readonly Person[];
  readonly placeholder: string;
  /** Whether the list above can be seen, and which of it Enter would pick. */
  readonly shows: boolean;
  readonly active: number;
  /** Empty options count as wrong, too. */
  readonly showsProblems: boolean;
  readonly onType: (place: number, input: HTMLInputElement) => void;
  readonly onKey: (event: KeyboardEvent) => void;
  readonly onEnter: (place: number) => void;
  readonly onSend: () => void;
}

const WIDTH = { least: 6, most: 32 } as const;

export function drawLine(view: LineView): TemplateResult {
  const { draft, onSend } = view;
  return html`<div class="line ${draft.kind}" @click=${focusRest}>
    ${draft.kind === 'command' ? drawCommand(draft, view) : drawText(draft.text, view)}
    <button type="button" class="plain send" aria-label="Send" ?hidden=${draft.kind === 'text'} @click=${onSend}>➤</button>
  </div>`;
}

/** A click beside the fields is one into the last. */
function focusRest({ target, currentTarget }: MouseEvent): void {
  if ((target as Element).closest('input, label, button') !== null) return;
  (currentTarget as Element).querySelector<HTMLInputElement>(`input[data-place="${REST}"]`)?.focus();
}

function drawText(text: string, view: LineView): TemplateResult {
  const { placeholder, id, shows, onType, onKey, onEnter } = view;
  return html`<input
    class="text" type="text" autocomplete="off" spellcheck="false" enterkeyhint="send" data-place=${REST} placeholder=${placeholder}
    aria-label=${placeholder} role="combobox" aria-autocomplete="list" aria-expanded=${shows}
    aria-controls=${`${id}-list`} aria-activedescendant=${activeId(view, REST)}
    .value=${text} @input=${(event: InputEvent) => onType(REST, event.target as HTMLInputElement)}
    @keydown=${onKey} @focus=${() => onEnter(REST)}
  >`;
}

function drawCommand(draft: CommandDraft, view: LineView): TemplateResult {
  const { id, shows, focused, onType, onKey, onEnter } = view;
  const { label } = draft.callable;
  const left = remaining(draft).length;
  return html`<span class="called">/${label}</span>${draft.filled.map((each, place) => drawOption(each, place, view))}<input
      class="rest" type="text" autocomplete="off" spellcheck="false" enterkeyhint="send" data-place=${REST}
      placeholder=${left > 0 ? `+${left} optional` : ''} aria-label=${left > 0 ? `Another option of /${label}` : `/${label}, Enter sends it`}
      role="combobox" aria-autocomplete="list" aria-expanded=${shows && focused === REST} aria-controls=${`${id}-list`}
      aria-activedescendant=${activeId(view, REST)}
      .value="" @input=${(event: InputEvent) => onType(REST, event.target as HTMLInputElement)} @keydown=${onKey} @focus=${() => onEnter(REST)}
    >`;
}

function drawOption(each: FilledOption, place: number, view: LineView): TemplateResult {
  const { focused, people, shows, showsProblems, onType, onKey, onEnter } = view;
  const { option, text } = each;
  const isLookedAt = showsProblems || (focused !== place && text !== '');
  const isWrong = isLookedAt && 'problem' in readOption(each, people);
  const id = `${view.id}-option-${option.name}`;
  return html`<span class="option ${isWrong ? 'wrong' : ''} ${focused === place ? 'current' : ''}">
    <label for=${id}>${option.label}</label><input
      id=${id} type="text" autocomplete="off" spellcheck="false" enterkeyhint="send" data-place=${place}
      size=${Math.min(WIDTH.most, Math.max(WIDTH.least, text.length + 1))}
      role="combobox" aria-autocomplete="list" aria-expanded=${shows && focused === place} aria-controls=${`${view.id}-list`}
      aria-activedescendant=${activeId(view, place)} aria-required=${option.required} aria-invalid=${isWrong}
      .value=${text} @input=${(event: InputEvent) => onType(place, event.target as HTMLInputElement)}
      @keydown=${onKey} @focus=${() => onEnter(place)}
    ></span>`;
}

function activeId({ id, shows, active, focused }: LineView, place: number): string | typeof nothing {
  return shows && active >= 0 && focused === place ? `${id}-${active}` : nothing;
}
