// Where commands are typed, as in Discord: a slash lists what there is, a command has its options in the line, each with
// what can be picked for it; Enter sends, Escape leaves, the arrow brings back what was sent.
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { SentOption } from '../../sent-interaction.ts';
import type { OfferedChoice, Person } from '../protocol.ts';
import { type Callable, type KnownOption, matching } from './callable.ts';
import {
  begun,
  boundTo,
  type CommandDraft,
  commandOf,
  type Draft,
  EMPTY,
  remaining,
  typedInto,
  withOption,
  withoutOption,
} from './draft.ts';
import { type FilledOption, offers, readOption, sentOptions, typedOptions } from './filled-option.ts';
import { drawPopup, type PopupItem } from './popup.ts';

/** Asks the bot what it offers for the option that is focused. */
export type Complete = (
  callable: Callable,
  options: readonly SentOption[],
) => Promise<readonly OfferedChoice[]>;

const TYPING_PAUSE_MS = 120;
const HISTORY = 50;
/** The place behind the options, where another one is begun. */
const REST = -1;

let composers = 0;

export class PlaygroundComposer extends LitElement {
  static override properties = {
    callables: { attribute: false },
    people: { attribute: false },
    placeholder: {},
    complete: { attribute: false },
    send: { attribute: false },
    draft: { state: true },
    focused: { state: true },
    active: { state: true },
    isOpen: { state: true },
    offered: { state: true },
    complaint: { state: true },
    shownProblems: { state: true },
  };

  declare callables: readonly Callable[];
  declare people: readonly Person[];
  declare placeholder: string;
  declare complete: Complete;
  declare send: (callable: Callable, options: readonly SentOption[]) => void;
  declare draft: Draft;
  /** Which option is being typed in, or REST. */
  declare focused: number;
  declare active: number;
  declare isOpen: boolean;
  /** What the bot has offered; null while it is asked. */
  declare offered: readonly OfferedChoice[] | null;
  declare complaint: string;
  declare shownProblems: boolean;
  #history: CommandDraft[] = [];
  #historyPlace = 0;
  #asked = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #focusNext = false;
  /** Whether the list is to be seen. */
  #shows = false;
  readonly #id: string;

  constructor() {
    super();
    this.callables = [];
    this.people = [];
    this.placeholder = '';
    this.complete = async () => [];
    this.send = () => {};
    this.draft = EMPTY;
    this.focused = REST;
    this.active = -1;
    this.isOpen = false;
    this.offered = [];
    this.complaint = '';
    this.shownProblems = false;
    composers += 1;
    this.#id = `composer-${composers}`;
  }

  override createRenderRoot(): this {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('focusout', (event) => {
      if (!this.contains(event.relatedTarget as Node | null)) this.isOpen = false;
    });
  }

  /** Begins a command, as if it had been picked. */
  begin(label: string): void {
    const callable = this.callables.find((each) => each.label === label || each.command === label);
    if (callable) this.#pickCommand(callable);
  }

  focusInput(): void {
    this.#inputOf(this.focused)?.focus();
  }

  override willUpdate(changed: PropertyValues): void {
    // In another language, or for somebody else, the same command is another value, or none.
    if (!changed.has('callables') || this.draft.kind === 'text') return;
    const bound = boundTo(this.draft, this.callables);
    if (bound === null) this.#clear();
    else this.draft = bound;
  }

  override updated(): void {
    if (this.#focusNext) {
      this.#focusNext = false;
      this.#inputOf(this.focused)?.focus();
    }
    this.querySelector('.popup .active')?.scrollIntoView({ block: 'nearest' });
  }

  override render(): TemplateResult {
    const { draft, complaint } = this;
    const items = this.#items();
    const isLoading = this.#asksBot() && this.offered === null;
    const shows = this.isOpen && (items.length > 0 || isLoading || this.#saysNothing(items));
    this.#shows = shows;
    return html`${
      shows
        ? drawPopup({
            id: this.#id,
            title: this.#popupTitle(),
            items,
            active: this.active,
            empty: isLoading ? 'Loading options …' : this.#emptyWords(),
            onPick: (place) => this.#pick(place),
            onPoint: (place) => {
              this.active = place;
            },
          })
        : nothing
    }
      <div class="line ${draft.kind}" @click=${this.#clickLine}>
        ${draft.kind === 'command' ? this.#drawCommand(draft) : this.#drawText(draft.text)}
        <button type="button" class="plain send" aria-label="Send" ?hidden=${draft.kind === 'text'} @click=${() => this.#submit()}>➤</button>
      </div>
      ${complaint === '' ? nothing : html`<p class="complaint" role="alert">${complaint}</p>`}`;
  }

  #drawText(text: string): TemplateResult {
    return html`<input
      class="text" type="text" autocomplete="off" spellcheck="false" enterkeyhint="send" data-place=${REST} placeholder=${this.placeholder}
      aria-label=${this.placeholder} role="combobox" aria-autocomplete="list" aria-expanded=${this.#shows}
      aria-controls=${`${this.#id}-list`} aria-activedescendant=${this.#activeId()}
      .value=${text} @input=${(event: InputEvent) => this.#typeText((event.target as HTMLInputElement).value)}
      @keydown=${this.#key} @focus=${() => this.#enter(REST)}
    >`;
  }

  #drawCommand(draft: CommandDraft): TemplateResult {
    const left = remaining(draft).length;
    return html`<span class="called">/${draft.callable.label}</span>${draft.filled.map((each, place) => this.#drawOption(each, place))}<input
        class="rest" type="text" autocomplete="off" spellcheck="false" enterkeyhint="send" data-place=${REST}
        placeholder=${left > 0 ? `+${left} optional` : ''} aria-label=${left > 0 ? `Another option of /${draft.callable.label}` : `/${draft.callable.label}, Enter sends it`}
        role="combobox" aria-autocomplete="list" aria-expanded=${this.#shows && this.focused === REST} aria-controls=${`${this.#id}-list`}
        aria-activedescendant=${this.focused === REST ? this.#activeId() : nothing}
        .value="" @input=${this.#typeRest} @keydown=${this.#key} @focus=${() => this.#enter(REST)}
      >`;
  }

  #drawOption(each: FilledOption, place: number): TemplateResult {
    const { option, text } = each;
    const read =
      this.shownProblems || (this.focused !== place && text !== '') ? readOption(each, this.people) : null;
    const problem = read !== null && 'problem' in read;
    const id = `${this.#id}-option-${option.name}`;
    return html`<span class="option ${problem ? 'wrong' : ''} ${this.focused === place ? 'current' : ''}">
      <label for=${id}>${option.label}</label><input
        id=${id} type="text" autocomplete="off" spellcheck="false" enterkeyhint="send" data-place=${place} size=${Math.min(32, Math.max(6, text.length + 1))}
        role="combobox" aria-autocomplete="list" aria-expanded=${this.#shows && this.focused === place} aria-controls=${`${this.#id}-list`}
        aria-activedescendant=${this.focused === place ? this.#activeId() : nothing} aria-required=${option.required} aria-invalid=${problem}
        .value=${text} @input=${(event: InputEvent) => this.#typeOption(place, (event.target as HTMLInputElement).value)}
        @keydown=${this.#key} @focus=${() => this.#enter(place)}
      ></span>`;
  }

  #activeId(): string | typeof nothing {
    return this.#shows && this.active >= 0 ? `${this.#id}-${this.active}` : nothing;
  }

  #inputOf(place: number): HTMLInputElement | null {
    return this.querySelector<HTMLInputElement>(`input[data-place="${place}"]`);
  }

  /** The option that is being typed in. */
  #current(): FilledOption | undefined {
    return this.draft.kind === 'command' ? this.draft.filled[this.focused] : undefined;
  }

  #asksBot(): boolean {
    return this.#current()?.option.autocomplete ?? false;
  }

  #items(): readonly PopupItem[] {
    const { draft } = this;
    if (draft.kind === 'text') {
      if (!draft.text.startsWith('/')) return [];
      return matching(this.callables, draft.text).map(({ label, description, options }) => ({
        label: `/${label}`,
        detail: options.map(({ label: name, required }) => (required ? name : `${name}?`)).join('  '),
        description,
      }));
    }
    const current = this.#current();
    if (current === undefined) {
      return this.#optionsLeft(draft).map(({ label, description }) => ({ label, detail: '', description }));
    }
    return this.#choices(current).map(({ name }) => ({ label: name, detail: '', description: '' }));
  }

  #optionsLeft(draft: CommandDraft): readonly KnownOption[] {
    const typed = (this.#inputOf(REST)?.value ?? '').trim().toLowerCase();
    return remaining(draft).filter(({ label }) => label.toLowerCase().startsWith(typed));
  }

  #choices(current: FilledOption): readonly OfferedChoice[] {
    // What was picked needs no list any more.
    if (current.picked !== null) return [];
    return current.option.autocomplete ? (this.offered ?? []) : offers(current, this.people);
  }

  #popupTitle(): string {
    const { draft } = this;
    if (draft.kind === 'text') return 'Commands';
    const current = this.#current();
    if (current === undefined) return 'Optional options';
    return `${current.option.label}: ${current.option.description}`;
  }

  /** Whether a list that is empty has still something to say. */
  #saysNothing(items: readonly PopupItem[]): boolean {
    if (items.length > 0) return false;
    if (this.draft.kind === 'text') return this.draft.text.startsWith('/');
    return this.#current()?.picked === null;
  }

  #emptyWords(): string {
    if (this.draft.kind === 'text') return 'No command is called so.';
    const option = this.#current()?.option;
    if (option === undefined) return '';
    const isOpenText = !option.autocomplete && option.choices.length === 0 && option.type !== 6;
    return isOpenText ? 'Type a value.' : 'Nothing matches.';
  }

  #enter(place: number): void {
    if (this.focused !== place) {
      this.focused = place;
      this.active = -1;
    }
    this.isOpen = true;
    this.#refresh();
  }

  /** What can be picked anew, after typing or turning to another option. */
  #refresh(): void {
    const current = this.#current();
    clearTimeout(this.#timer);
    if (this.draft.kind === 'text') {
      this.active = this.draft.text.startsWith('/') ? 0 : -1;
      return;
    }
    if (current === undefined) {
      this.active = (this.#inputOf(REST)?.value ?? '') === '' ? -1 : 0;
      return;
    }
    this.active = 0;
    if (!current.option.autocomplete || current.picked !== null) return;
    this.offered = null;
    this.#timer = setTimeout(() => void this.#ask(), TYPING_PAUSE_MS);
  }

  async #ask(): Promise<void> {
    const current = this.#current();
    const { draft } = this;
    if (current === undefined || draft.kind === 'text') return;
    this.#asked += 1;
    const asked = this.#asked;
    const offered = await this.complete(draft.callable, typedOptions(draft.filled, current, this.people));
    // Only the last one that was asked counts.
    if (asked === this.#asked && this.#current()?.option === current.option) this.offered = offered;
  }

  #typeText(text: string): void {
    this.complaint = '';
    this.isOpen = true;
    const whole = commandOf(text, this.callables);
    if (whole !== null) {
      this.#take(whole);
      return;
    }
    this.draft = { kind: 'text', text };
    this.#refresh();
  }

  #typeOption(place: number, text: string): void {
    if (this.draft.kind === 'text') return;
    this.draft = typedInto(this.draft, place, { text, picked: null });
    this.complaint = '';
    this.isOpen = true;
    this.#refresh();
  }

  readonly #typeRest = (event: InputEvent): void => {
    const { draft } = this;
    if (draft.kind === 'text') return;
    const input = event.target as HTMLInputElement;
    const [, name = ''] = /^\s*(\S+):$/.exec(input.value) ?? [];
    const option = remaining(draft).find(({ label }) => label.toLowerCase() === name.toLowerCase());
    if (option) {
      this.#addOption(option);
      return;
    }
    this.isOpen = true;
    this.#refresh();
    this.requestUpdate();
  };

  #pick(place: number): void {
    const { draft } = this;
    if (draft.kind === 'text') {
      const callable = matching(this.callables, draft.text)[place];
      if (callable) this.#pickCommand(callable);
      return;
    }
    const current = this.#current();
    if (current === undefined) {
      const option = this.#optionsLeft(draft)[place];
      if (option) this.#addOption(option);
      return;
    }
    const choice = this.#choices(current)[place];
    if (choice === undefined) return;
    this.draft = typedInto(draft, this.focused, { text: choice.name, picked: choice });
    this.#goTo(this.#nextOpen());
  }

  #pickCommand(callable: Callable): void {
    this.#take(begun(callable));
  }

  #take(draft: CommandDraft): void {
    this.draft = draft;
    this.complaint = '';
    this.shownProblems = false;
    this.#goTo(this.#nextOpen());
  }

  #addOption(option: KnownOption): void {
    if (this.draft.kind === 'text') return;
    this.#clearRest();
    this.draft = withOption(this.draft, option);
    this.#goTo(this.draft.filled.length - 1);
  }

  /** The first option that is still empty; behind them all when none is. */
  #nextOpen(): number {
    return this.draft.kind === 'command' ? this.draft.filled.findIndex(({ text }) => text === '') : REST;
  }

  #goTo(place: number): void {
    this.focused = place;
    this.isOpen = true;
    this.#refresh();
    this.#focusNext = true;
    this.requestUpdate();
  }

  #clear(): void {
    clearTimeout(this.#timer);
    this.draft = EMPTY;
    this.focused = REST;
    this.active = -1;
    this.isOpen = false;
    this.complaint = '';
    this.shownProblems = false;
  }

  #clearRest(): void {
    const rest = this.#inputOf(REST);
    if (rest) rest.value = '';
  }

  #submit(): void {
    const { draft } = this;
    if (draft.kind === 'text') {
      if (draft.text.trim() !== '')
        this.complaint = 'Nobody reads along here: type / to see what the bot can do.';
      return;
    }
    const options = sentOptions(draft.filled, this.people);
    if (options === null) {
      this.shownProblems = true;
      const wrong = draft.filled.findIndex((each) => 'problem' in readOption(each, this.people));
      const each = draft.filled[wrong];
      const read = each && readOption(each, this.people);
      this.complaint = each && read && 'problem' in read ? `${each.option.label}: ${read.problem}` : '';
      this.#goTo(wrong);
      return;
    }
    if ((this.#inputOf(REST)?.value ?? '').trim() !== '') {
      this.complaint = `/${draft.callable.label} has no such option.`;
      return;
    }
    this.#history = [...this.#history, draft].slice(-HISTORY);
    this.#historyPlace = this.#history.length;
    this.send(draft.callable, options);
    this.#clear();
    this.#focusNext = true;
  }

  readonly #key = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    const handled = this.#handle(event);
    if (!handled) return;
    event.preventDefault();
    event.stopPropagation();
  };

  #handle({ key, shiftKey, target }: KeyboardEvent): boolean {
    const items = this.isOpen ? this.#items() : [];
    const { draft } = this;
    switch (key) {
      case 'ArrowDown':
      case 'ArrowUp':
        if (draft.kind === 'text' && !draft.text.startsWith('/'))
          return this.#recall(key === 'ArrowUp' ? -1 : 1);
        if (draft.kind === 'command' && !this.isOpen) this.isOpen = true;
        if (items.length === 0) return true;
        this.active = (this.active + (key === 'ArrowDown' ? 1 : -1) + items.length) % items.length;
        return true;
      case 'Enter':
        if (items.length > 0 && this.active >= 0) this.#pick(this.active);
        else this.#submit();
        return true;
      case 'Tab':
        if (!shiftKey && items.length > 0 && this.active >= 0) {
          this.#pick(this.active);
          return true;
        }
        return false;
      case 'Escape':
        if (this.isOpen && (items.length > 0 || draft.kind === 'text')) this.isOpen = false;
        else if (draft.kind === 'command') {
          this.#clear();
          this.#focusNext = true;
        } else return false;
        return true;
      case 'Backspace':
        return (target as HTMLInputElement).value === '' && this.#takeBack();
      default:
        return false;
    }
  }

  /** What stands before an empty place goes: an option that need not be, or the command. */
  #takeBack(): boolean {
    const { draft, focused } = this;
    if (draft.kind === 'text') return false;
    const place = focused === REST ? draft.filled.length - 1 : focused;
    const each = draft.filled[place];
    if (focused === REST && each !== undefined) {
      this.#goTo(place);
      return true;
    }
    if (each !== undefined && !each.option.required) {
      this.draft = withoutOption(draft, place);
      this.#goTo(REST);
      return true;
    }
    if (place > 0) {
      this.#goTo(place - 1);
      return true;
    }
    this.draft = { kind: 'text', text: `/${draft.callable.label}` };
    this.#goTo(REST);
    return true;
  }

  #recall(step: number): boolean {
    const place = this.#historyPlace + step;
    const past = this.#history[place];
    if (past === undefined) return false;
    this.#historyPlace = place;
    const bound = boundTo(past, this.callables);
    if (bound === null) return false;
    this.draft = bound;
    this.isOpen = false;
    this.focused = REST;
    this.active = -1;
    this.#focusNext = true;
    return true;
  }

  readonly #clickLine = (event: MouseEvent): void => {
    if ((event.target as Element).closest('input, label, button') === null) this.#inputOf(REST)?.focus();
  };
}

customElements.define('playground-composer', PlaygroundComposer);
