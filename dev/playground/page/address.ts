// Which panes there are stands in the page's address, so that loading it again shows the same.
import type { Setting } from '../protocol.ts';
import { LOCALES } from './locales.ts';
import { type Pane, PLACES, type Place, type Store } from './store.ts';

const MOST_PANES = 4;

export function panesOfAddress(hash: string): readonly Pick<Pane, 'as' | 'place' | 'locale'>[] {
  return hash
    .replace(/^#/, '')
    .split('+')
    .flatMap((part) => {
      const [as = '', place = '', locale = ''] = part.split('.');
      if (!/^\d{15,20}$/.test(as)) return [];
      return [
        {
          as,
          place: PLACES.find((known) => known === place) ?? ('ladder' as Place),
          locale: LOCALES.some(({ id }) => id === locale) ? locale : 'en-US',
        },
      ];
    })
    .slice(0, MOST_PANES);
}

export function addressOfPanes(panes: readonly Pick<Pane, 'as' | 'place' | 'locale'>[]): string {
  return `#${panes.map(({ as, place, locale }) => `${as}.${place}.${locale}`).join('+')}`;
}

/** Two who can play each other, unless the address says otherwise. */
export function firstPanes(hash: string, { pair, people }: Setting): ReturnType<typeof panesOfAddress> {
  const named = panesOfAddress(hash);
  if (named.length > 0) return named;
  const figures = people.filter(({ kind }) => kind === 'figure' || kind === 'player').map(({ id }) => id);
  return (pair?.ids ?? figures.slice(0, 2)).map((as) => ({ as, place: 'ladder', locale: 'en-US' }));
}

export function canAddPane({ panes }: Store): boolean {
  return panes.length < MOST_PANES;
}
