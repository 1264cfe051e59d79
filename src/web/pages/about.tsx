// /about: how the ladder is played, from the data of its game.
import { type FoundSeason, seasonList } from '../../sql/season-list.ts';
import type { Page } from '../page.ts';

export const about: Page<Record<never, never>, readonly FoundSeason[]> = {
  pattern: '/about',
  section: 'about',
  question: () => ({}),
  address: () => ({ path: '/about' }),
  statement: (_, { game }) => seasonList(game.id, null, 1),
  render(_seasons, _, { words }) {
    return { title: words.navigation.about, content: <h1>{words.navigation.about}</h1> };
  },
};
