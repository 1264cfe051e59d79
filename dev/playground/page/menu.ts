// A select menu of a message, for pointer and keyboard: one or several of its options, between its least and its most.
// What is chosen goes out when it closes; where one can be chosen, at once.
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';

export interface MenuOption {
  readonly label: string;
  readonly value: string;
  readonly description?: string | undefined;
  readonly emoji?: string | undefined;
  readonly chosen: boolean;
}

let menus = 0;

export class PlaygroundMenu extends LitElement {
  static override properties = {
    options: { attribute: false },
    placeholder: {},
    least: { type: Number },
    most: { type: Number },
    disabled: { type: Boolean },
    busy: { type: Boolean },
    open: { state: true },
    active: { state: true },
    chosen: { state: true },
  };

  declare options: readonly MenuOption[];
  declare placeholder: string;
  declare least: number;
  declare most: number;
  declare disabled: boolean;
  declare busy: boolean;
  declare open: boolean;
  declare active: number;
  /** By value. */
  declare chosen: readonly string[];
  #typed = '';
  #typedAt = 0;
  #spent = false;
  readonly #id: string;

  constructor() {
    super();
    this.options = [];
    this.placeholder = '';
    this.least = 1;
    this.most = 1;
    this.disabled = false;
    this.busy = false;
    this.open = false;
    this.active = -1;
    this.chosen = [];
    menus += 1;
    this.#id = `menu-${menus}`;
  }

  override createRenderRoot(): this {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('focusout', this.#leave);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeEventListener('focusout', this.#leave);
  }

  override willUpdate(changed: PropertyValues): void {
    if (changed.has('options')) this.chosen = this.#given();
  }

  override updated(changed: PropertyValues): void {
    if (!this.open) return;
    if (changed.has('open')) this.querySelector('.menu-list')?.scrollIntoView({ block: 'nearest' });
    this.querySelector('.active')?.scrollIntoView({ block: 'nearest' });
  }

  override render(): TemplateResult {
    const { open, chosen, options, disabled, busy, placeholder } = this;
    const shown = options.filter(({ value }) => chosen.includes(value));
    const isOff = disabled || busy;
    return html`<button
        type="button" class="menu-button" role="combobox" aria-haspopup="listbox"
        aria-expanded=${open} aria-controls=${`${this.#id}-list`} aria-disabled=${isOff}
        aria-label=${shown.length > 0 ? `${placeholder}: ${shown.map(({ label }) => label).join(', ')}` : placeholder}
        aria-activedescendant=${open && this.active >= 0 ? `${this.#id}-${this.active}` : nothing}
        @click=${() => (open ? this.#close(true) : this.#show())} @keydown=${this.#key} @keyup=${this.#keyUp}
      >
        <span class="menu-chosen ${shown.length > 0 ? '' : 'none'}">${
          busy
            ? html`<span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>`
            : shown.length > 0
              ? shown.map(
                  ({ label, emoji }) =>
                    html`<span class="menu-one">${emoji ? `${emoji} ` : ''}${label}</span>`,
                )
              : placeholder
        }</span><span class="menu-arrow" aria-hidden="true">⌄</span>
      </button>
      <ul
        class="menu-list" role="listbox" id=${`${this.#id}-list`} ?hidden=${!open}
        aria-label=${placeholder} aria-multiselectable=${this.#isMany}
      >${open ? options.map((option, place) => this.#drawOption(option, place)) : nothing}</ul>`;
  }

  get #isMany(): boolean {
    return this.most > 1;
  }

  #given(): readonly string[] {
    return this.options.filter(({ chosen }) => chosen).map(({ value }) => value);
  }

  #drawOption({ label, value, description, emoji }: MenuOption, place: number): TemplateResult {
    const isChosen = this.chosen.includes(value);
    return html`<li
      role="option" id=${`${this.#id}-${place}`} aria-selected=${isChosen} class=${place === this.active ? 'active' : ''}
      @pointerdown=${(event: Event) => event.preventDefault()} @click=${() => this.#choose(place)}
      @pointermove=${() => {
        this.active = place;
      }}
    >
      <span class="menu-emoji" aria-hidden="true">${emoji ?? ''}</span>
      <span class="menu-text"><span>${label}</span>${description ? html`<small>${description}</small>` : nothing}</span>
      <span class="menu-mark ${this.#isMany ? 'box' : ''}" aria-hidden="true">${isChosen ? '✓' : ''}</span>
    </li>`;
  }

  #show(): void {
    if (this.disabled || this.busy) return;
    this.open = true;
    this.active = Math.max(
      0,
      this.options.findIndex(({ value }) => this.chosen.includes(value)),
    );
  }

  /** Several are sent when the menu closes, where they are others than before and as many as may be. */
  #close(commits: boolean): void {
    if (!this.open) return;
    this.open = false;
    if (!this.#isMany) return;
    const before = this.#given();
    const same = before.length === this.chosen.length && before.every((value) => this.chosen.includes(value));
    const fits = this.chosen.length >= this.least && this.chosen.length <= this.most;
    if (commits && fits && !same) this.#send();
    else this.chosen = before;
  }

  #choose(place: number): void {
    const option = this.options[place];
    if (option === undefined) return;
    this.active = place;
    const has = this.chosen.includes(option.value);
    if (this.#isMany) {
      if (has) this.chosen = this.chosen.filter((value) => value !== option.value);
      else if (this.chosen.length < this.most) this.chosen = [...this.chosen, option.value];
      return;
    }
    this.chosen = has && this.least === 0 ? [] : [option.value];
    this.open = false;
    this.#send();
  }

  #send(): void {
    // As they stand in the menu, whatever was clicked first.
    const values = this.options.map(({ value }) => value).filter((value) => this.chosen.includes(value));
    this.dispatchEvent(new CustomEvent('choose', { detail: values }));
  }

  readonly #leave = (event: FocusEvent): void => {
    if (!this.contains(event.relatedTarget as Node | null)) this.#close(true);
  };

  readonly #key = (event: KeyboardEvent): void => {
    const { key } = event;
    if (!this.open) {
      if (key === 'ArrowDown' || key === 'ArrowUp') {
        event.preventDefault();
        this.#show();
      }
      return;
    }
    const last = this.options.length - 1;
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: Math.min(last, this.active + 1),
      ArrowUp: Math.max(0, this.active - 1),
      Home: 0,
      End: last,
    };
    const move = moves[key];
    if (move !== undefined) this.active = move;
    else if (key === 'Enter' || key === ' ') this.#choose(this.active);
    else if (key === 'Escape') this.#close(this.#isMany);
    else if (key.length === 1 && !event.ctrlKey && !event.metaKey) this.#find(key, event.timeStamp);
    else return;
    this.#spent = key === ' ';
    event.preventDefault();
    event.stopPropagation();
  };

  /** The browser would take the space that has chosen for a click as well. */
  readonly #keyUp = (event: KeyboardEvent): void => {
    if (event.key === ' ' && this.#spent) event.preventDefault();
    this.#spent = false;
  };

  /** Goes to the option that begins with what is typed. */
  #find(letter: string, at: number): void {
    this.#typed = at - this.#typedAt < 800 ? this.#typed + letter : letter;
    this.#typedAt = at;
    const wanted = this.#typed.toLowerCase();
    const found = this.options.findIndex(({ label }) => label.toLowerCase().startsWith(wanted));
    if (found >= 0) this.active = found;
  }
}

customElements.define('playground-menu', PlaygroundMenu);
