// /about: how the ladder is played, from the data of its game.
import { openSeason } from '../../sql/seasons.ts';
import type { Page } from '../page.ts';

type Found = ReturnType<ReturnType<typeof openSeason>['decode']>;

export const about: Page<Record<never, never>, Found> = {
  pattern: '/about',
  section: 'about',
  question: () => ({}),
  address: () => ({ path: '/about' }),
  statement: (_, { game }) => openSeason(game.id),
  render(_season, _, { words }) {
    return { title: words.navigation.about, content: <h1>{words.navigation.about}</h1> };
  },
};
