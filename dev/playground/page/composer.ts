// Where commands are typed, as in Discord: a slash lists what there is, a command has its options in the line, each with
// what can be picked for it; Enter sends, Escape leaves, the arrow brings back what was sent.
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { SentOption } from '../../sent-interaction.ts';
import type { OfferedChoice, Person } from '../protocol.ts';
import type { Callable, KnownOption } from './callable.ts';
import { drawLine } from './composer-line.ts';
import {
  begun,
  boundTo,
  type CommandDraft,
  commandOf,
  type Draft,
  EMPTY,
  REST,
  remaining,
  takenBack,
  typedInto,
  withOption,
} from './draft.ts';
import { firstProblem, sentOptions, typedOptions } from './filled-option.ts';
import { Offers } from './offers.ts';
import { drawPopup } from './popup.ts';
import { SentCommands } from './sent-commands.ts';
import {
  currentOption,
  emptyWords,
  listTitle,
  type Suggestion,
  suggestions,
  type Typing,
} from './suggestion.ts';

/** Asks the bot what it offers for the option that is focused. */
export type Complete = (
  callable: Callable,
  options: readonly SentOption[],
) => Promise<readonly OfferedChoice[]>;

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
  declare complaint: string;
  declare shownProblems: boolean;
  readonly #sent = new SentCommands();
  readonly #offers = new Offers(() => this.requestUpdate());
  #focusNext = false;
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
    const { draft, complaint, focused, active, people, placeholder, shownProblems: showsProblems } = this;
    const typing = this.#typing();
    const items = suggestions(typing);
    const empty = emptyWords(typing);
    const shows = this.isOpen && (items.length > 0 || empty !== null);
    const id = this.#id;
    return html`${
      shows
        ? drawPopup({
            id,
            title: listTitle(typing),
            items,
            active,
            empty: empty ?? '',
            onPick: (place) => this.#pick(items[place]),
            onPoint: (place) => {
              this.active = place;
            },
          })
        : nothing
    }${drawLine({
      id,
      draft,
      focused,
      people,
      placeholder,
      shows,
      active,
      showsProblems,
      onType: (place, input) => this.#type(place, input),
      onKey: this.#key,
      onEnter: (place) => this.#enter(place),
      onSend: () => this.#submit(),
    })}${complaint === '' ? nothing : html`<p class="complaint" role="alert">${complaint}</p>`}`;
  }

  #inputOf(place: number): HTMLInputElement | null {
    return this.querySelector<HTMLInputElement>(`input[data-place="${place}"]`);
  }

  #rest(): string {
    return this.draft.kind === 'command' ? (this.#inputOf(REST)?.value ?? '') : '';
  }

  #typing(): Typing {
    const { draft, focused, callables, people } = this;
    return { draft, focused, callables, people, offered: this.#offers.choices, rest: this.#rest() };
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
    const current = currentOption(this.#typing());
    this.#offers.dismiss();
    if (this.draft.kind === 'text') {
      this.active = this.draft.text.startsWith('/') ? 0 : -1;
      return;
    }
    if (current === undefined) {
      this.active = this.#rest() === '' ? -1 : 0;
      return;
    }
    this.active = 0;
    if (!current.option.autocomplete || current.picked !== null) return;
    this.#offers.request(() => this.#ask());
  }

  async #ask(): Promise<readonly OfferedChoice[] | null> {
    const current = currentOption(this.#typing());
    const { draft } = this;
    if (current === undefined || draft.kind === 'text') return null;
    const offered = await this.complete(draft.callable, typedOptions(draft.filled, current, this.people));
    return currentOption(this.#typing())?.option === current.option ? offered : null;
  }

  #type(place: number, input: HTMLInputElement): void {
    const { draft } = this;
    this.complaint = '';
    this.isOpen = true;
    if (draft.kind === 'text') {
      const whole = commandOf(input.value, this.callables);
      if (whole !== null) {
        this.#take(whole);
        return;
      }
      this.draft = { kind: 'text', text: input.value };
    } else if (place !== REST) {
      this.draft = typedInto(draft, place, { text: input.value, picked: null });
    } else {
      const [, name = ''] = /^\s*(\S+):$/.exec(input.value) ?? [];
      const option = remaining(draft).find(({ label }) => label.toLowerCase() === name.toLowerCase());
      if (option) {
        this.#addOption(option);
        return;
      }
      this.requestUpdate();
    }
    this.#refresh();
  }

  #pick(suggestion: Suggestion | undefined): void {
    const { draft } = this;
    if (suggestion === undefined) return;
    const { pick } = suggestion;
    if ('callable' in pick) this.#pickCommand(pick.callable);
    else if ('option' in pick) this.#addOption(pick.option);
    else if (draft.kind === 'command') {
      const { choice } = pick;
      this.draft = typedInto(draft, this.focused, { text: choice.name, picked: choice });
      this.#goTo(this.#nextOpen());
    }
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
    this.#offers.dismiss();
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
    const problem = firstProblem(draft.filled, this.people);
    if (options === null || problem !== null) {
      this.shownProblems = true;
      this.complaint = problem?.words ?? '';
      this.#goTo(problem?.place ?? REST);
      return;
    }
    if (this.#rest().trim() !== '') {
      this.complaint = `/${draft.callable.label} has no such option.`;
      return;
    }
    this.#sent.add(draft);
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
    const items = this.isOpen ? suggestions(this.#typing()) : [];
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
        if (items.length > 0 && this.active >= 0) this.#pick(items[this.active]);
        else this.#submit();
        return true;
      case 'Tab':
        if (!shiftKey && items.length > 0 && this.active >= 0) {
          this.#pick(items[this.active]);
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

  #takeBack(): boolean {
    if (this.draft.kind === 'text') return false;
    const { draft, focused } = takenBack(this.draft, this.focused);
    this.draft = draft;
    this.#goTo(focused);
    return true;
  }

  #recall(step: -1 | 1): boolean {
    const past = this.#sent.turn(step);
    if (past === null) return false;
    const bound = boundTo(past, this.callables);
    if (bound === null) return false;
    this.draft = bound;
    this.isOpen = false;
    this.focused = REST;
    this.active = -1;
    this.#focusNext = true;
    return true;
  }
}

customElements.define('playground-composer', PlaygroundComposer);
