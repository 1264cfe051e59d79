// A channel's messages, which stay at their end as more come, unless somebody has scrolled up to read. Whoever is on
// something in them that goes, as a message does that is dismissed, is on the log itself then, and not on nothing.

const NEAR_PX = 80;

class PlaygroundLog extends HTMLElement {
  #atEnd = true;
  #top = 0;
  #focused: Element | null = null;
  readonly #watch = new ResizeObserver(() => {
    if (this.#atEnd) this.toEnd();
  });

  readonly #goes = new MutationObserver(() => {
    if (this.#focused?.isConnected !== false) return;
    this.#focused = null;
    if (document.activeElement === document.body) this.focus({ preventScroll: true });
  });

  connectedCallback(): void {
    this.addEventListener('scroll', this.#scrolled, { passive: true });
    this.addEventListener('focusin', this.#enters);
    this.#goes.observe(this, { childList: true, subtree: true });
    this.#watch.observe(this);
    if (this.firstElementChild) this.#watch.observe(this.firstElementChild);
  }

  disconnectedCallback(): void {
    this.removeEventListener('scroll', this.#scrolled);
    this.removeEventListener('focusin', this.#enters);
    this.#watch.disconnect();
    this.#goes.disconnect();
  }

  toEnd(): void {
    this.scrollTop = this.scrollHeight;
    this.#atEnd = true;
  }

  /** Of something in a component's shadow, the component. */
  readonly #enters = ({ target }: FocusEvent): void => {
    this.#focused = target as Element;
  };

  /** Only going up leaves the end: what comes in between moves the end away as well. */
  readonly #scrolled = (): void => {
    const { scrollTop } = this;
    const isNear = this.scrollHeight - scrollTop - this.clientHeight < NEAR_PX;
    if (isNear || scrollTop < this.#top) this.#atEnd = isNear;
    this.#top = scrollTop;
  };
}

customElements.define('playground-log', PlaygroundLog);
