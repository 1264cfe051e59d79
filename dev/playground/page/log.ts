// A channel's messages, which stay at their end as more come, unless somebody has scrolled up to read.

const NEAR_PX = 80;

class PlaygroundLog extends HTMLElement {
  #atEnd = true;
  #top = 0;
  readonly #watch = new ResizeObserver(() => {
    if (this.#atEnd) this.toEnd();
  });

  connectedCallback(): void {
    this.addEventListener('scroll', this.#scrolled, { passive: true });
    this.#watch.observe(this);
    if (this.firstElementChild) this.#watch.observe(this.firstElementChild);
  }

  disconnectedCallback(): void {
    this.removeEventListener('scroll', this.#scrolled);
    this.#watch.disconnect();
  }

  toEnd(): void {
    this.scrollTop = this.scrollHeight;
    this.#atEnd = true;
  }

  /** Only going up leaves the end: what comes in between moves the end away as well. */
  readonly #scrolled = (): void => {
    const { scrollTop } = this;
    const isNear = this.scrollHeight - scrollTop - this.clientHeight < NEAR_PX;
    if (isNear || scrollTop < this.#top) this.#atEnd = isNear;
    this.#top = scrollTop;
  };
}

customElements.define('playground-log', PlaygroundLog);
