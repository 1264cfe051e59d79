// Numbers as they stand in tables and cards.
import type { Reader } from '../reader.ts';

export interface Games {
  readonly wins: number;
  readonly losses: number;
  readonly draws: number;
}

export function Games({ of: { wins, losses, draws }, reader }: { of: Games; reader: Reader }) {
  return <span class="games">{[wins, losses, draws].map((count) => reader.number(count)).join('–')}</span>;
}

/** A change of a rating: up, down or none, told by its sign and not by colour alone. */
export function Change({ by, reader }: { by: number | null; reader: Reader }) {
  if (by === null) return <span class="change">{reader.words.shared.none}</span>;
  const way = by > 0 ? 'up' : by < 0 ? 'down' : 'none';
  return <span class={`change ${way}`}>{reader.signed(by)}</span>;
}

export function Figure({ name, children }: { name: string; children?: unknown }) {
  return (
    <div class="figure">
      <dt>{name}</dt>
      <dd>{children as never}</dd>
    </div>
  );
}

/** Text with `code` in it. */
export function Marked({ text }: { text: string }) {
  return <>{text.split('`').map((part, place) => (place % 2 === 1 ? <code>{part}</code> : part))}</>;
}
