// Which server is fairest: the one that the player who is farther from it is least far from.
import { distanceKm, type Place, type Point } from './globe.ts';

/** Ties go to the smaller sum of both distances, then to the lower id. Null where there are no servers. */
export function chooseServer(servers: readonly Place[], one: Point, other: Point): Place | null {
  const [nearest] = servers
    .map((server) => {
      const distances = [distanceKm(server, one), distanceKm(server, other)] as const;
      return { server, worse: Math.max(...distances), sum: distances[0] + distances[1] };
    })
    .toSorted((a, b) => a.worse - b.worse || a.sum - b.sum || (a.server.id < b.server.id ? -1 : 1));
  return nearest?.server ?? null;
}
