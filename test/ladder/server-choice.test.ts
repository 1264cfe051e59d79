import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { regions } from '../../src/games/regions.ts';
import { scEvo } from '../../src/games/sc-evo.ts';
import { distanceKm } from '../../src/ladder/globe.ts';
import { chooseServer } from '../../src/ladder/server-choice.ts';
import { draws } from '../draws.ts';

const place = (id: string, longitude: number) => ({ id, name: id, latitude: 0, longitude });
const point = (longitude: number) => ({ latitude: 0, longitude });

describe('the server', () => {
  test.for([
    {
      name: 'in the middle',
      servers: [place('west', -40), place('middle', 0), place('east', 40)],
      one: -40,
      other: 40,
      server: 'middle',
    },
    {
      name: 'least far for who is farther, not nearest to one',
      servers: [place('at-one', 0), place('between', 25)],
      one: 0,
      other: 60,
      server: 'between',
    },
    {
      name: 'all alike: the lower id',
      servers: [place('b', 10), place('a', -10)],
      one: 0,
      other: 0,
      server: 'a',
    },
    {
      name: 'across the date line',
      servers: [place('near', 180), place('far', 0)],
      one: 170,
      other: -170,
      server: 'near',
    },
  ])('$name', ({ servers, one, other, server }) => {
    expect(chooseServer(servers, point(one), point(other))?.id).toBe(server);
    expect(chooseServer(servers.toReversed(), point(other), point(one))?.id).toBe(server);
  });

  test('as far for the farther of the two: the smaller sum', () => {
    // Both stand as far from the pole, one of them nearer to the equator's player.
    const servers = [
      { ...place('a-aside', 30), latitude: 30 },
      { ...place('z-ahead', 0), latitude: 30 },
    ];
    expect(chooseServer(servers, { latitude: 90, longitude: 0 }, point(0))?.id).toBe('z-ahead');
  });

  test('is none where there are none', () => {
    expect(chooseServer([], point(0), point(0))).toBeNull();
  });

  test('leaves nobody farther than another server would, for every two regions', () => {
    const region = fc.constantFrom(...regions);
    fc.assert(
      fc.property(region, region, (one, other) => {
        const worse = (server: Parameters<typeof distanceKm>[0]) =>
          Math.max(distanceKm(server, one), distanceKm(server, other));
        const chosen = chooseServer(scEvo.servers, one, other);
        expect(chosen && worse(chosen)).toBe(Math.min(...scEvo.servers.map(worse)));
      }),
      draws(300, 16),
    );
  });
});
