// The duals of a search for a matching of least cost: a number for each vertex, and one that is never negative for each
// blossom. Those of nodes in a tree move with the time, all at one speed; what is stored does not. So a node's duals
// are written only when it begins to move another way.
import type { BlossomForest } from './blossoms.ts';
import { real, whole } from './typed-list.ts';

const NONE = -1;

/** What a node is in the tree; at once, which way the duals of its vertices move. */
export const FREE = 0;
export const OUTER = 1;
export const INNER = -1;

export class Duals {
  /** How long the duals have moved. */
  time = 0;
  readonly #forest: BlossomForest;
  /**
   * Of each vertex, as stored. Twice an edge's cost less both duals is its slack: never negative, except inside
   * blossoms, and zero where it is matched.
   */
  readonly stored: Float64Array;
  /** Of each blossom, likewise; it moves twice as fast. */
  readonly #blossom: Float64Array;
  /** By the names of nodes. */
  readonly labels: Int32Array;

  constructor(forest: BlossomForest, start: Float64Array) {
    this.#forest = forest;
    this.stored = start.slice();
    this.#blossom = new Float64Array(forest.nodes);
    this.labels = new Int32Array(forest.size);
  }

  /** Of an outermost node. */
  label(node: number): number {
    return whole(this.labels, this.#forest.name(node));
  }

  of(vertex: number): number {
    return real(this.stored, vertex) + whole(this.labels, whole(this.#forest.names, vertex)) * this.time;
  }

  /** A blossom's as stored: of an inner one, half of it is the time when it is spent. */
  ofBlossom(node: number): number {
    return real(this.#blossom, node);
  }

  /** From now on the duals of an outermost node move another way. */
  relabel(node: number, label: number): void {
    const forest = this.#forest;
    const { stored } = this;
    const name = forest.name(node);
    // They are now what they were a moment ago.
    const change = (whole(this.labels, name) - label) * this.time;
    this.labels[name] = label;
    if (change === 0) return;
    for (let vertex = forest.first(node); vertex !== NONE; vertex = forest.next(node, vertex)) {
      stored[vertex] = real(stored, vertex) + change;
    }
    this.#blossom[node] = real(this.#blossom, node) + 2 * change;
  }

  /** A node that becomes part of an outer blossom: its vertices move as outer ones, its own dual rests. */
  enclose(node: number): void {
    this.relabel(node, OUTER);
    this.#blossom[node] = real(this.#blossom, node) + 2 * this.time;
  }

  /** A blossom of enclosed nodes. */
  begin(blossom: number): void {
    this.labels[this.#forest.name(blossom)] = OUTER;
    this.#blossom[blossom] = -2 * this.time;
  }

  /** What was in a free blossom is free. */
  release(children: readonly number[]): void {
    for (const child of children) this.labels[this.#forest.name(child)] = FREE;
  }

  /** When all are at rest: for each vertex, the sum of both duals, less those of the blossoms that both are in. */
  limits(vertex: number): Float64Array {
    const forest = this.#forest;
    const own = real(this.stored, vertex);
    const limits = this.stored.map((dual) => own + dual);
    const around: number[] = [];
    for (let node = forest.parent(vertex); node !== NONE; node = forest.parent(node)) around.push(node);
    // From the outermost inwards, each time those that are not in the next one.
    let inside = 0;
    for (let place = around.length - 1; place >= 0; place -= 1) {
      const blossom = around[place] ?? NONE;
      const next = around[place - 1] ?? vertex;
      inside += real(this.#blossom, blossom);
      for (const child of forest.cycle(blossom).children) {
        if (child === next) continue;
        for (let other = forest.first(child); other !== NONE; other = forest.next(child, other)) {
          limits[other] = real(limits, other) - inside;
        }
      }
    }
    return limits;
  }
}
