// Everything that is told of a running installation: GET /status as it stands here, the panel drawn, /status/metrics in
// Prometheus' words. What cannot be had is null with its cause, and does not keep the rest away.
import type { InteractionFigures } from '../../interaction-figures.ts';
import type { CourierFigures } from '../../objects/courier-figures.ts';
import type { PoolFigures } from '../../postgres/pool-figures.ts';
import { type LadderFigures, ladderFigures } from '../../sql/ladder-figures.ts';
import { SCHEMA_VERSION } from '../health.ts';
import type { Origin } from '../origin.ts';

export interface StatusFigures {
  readonly at: string;
  readonly version: Version;
  /** To the database. */
  readonly route: string;
  readonly pools: readonly (PoolFigures & { readonly name: string })[];
  readonly isolate: InteractionFigures;
  readonly ladder: LadderFigures | null;
  readonly courier: CourierFigures | null;
  /** What was asked for and could not be had. */
  readonly faults: readonly string[];
}

export interface Version {
  /** Cloudflare's of what was deployed; null where it tells none. */
  readonly deployment: string | null;
  readonly deployedAt: string | null;
  /** The newest migration that the code needs. */
  readonly schema: string;
}

/** Where the figures come from. */
export interface FigureSources {
  readonly route: string;
  readonly deployment: { readonly id: string; readonly timestamp: string } | null;
  readonly pools: () => readonly { readonly name: string; readonly figures: () => Promise<PoolFigures> }[];
  readonly isolate: () => InteractionFigures;
  readonly courier: () => Promise<CourierFigures>;
}

/** The panel asks every two seconds: what takes longer is not there. */
const LIMIT_MS = 1_500;

export async function statusFigures(origin: Origin, sources: FigureSources): Promise<StatusFigures> {
  const faults: string[] = [];
  async function tried<Found>(what: string, work: Promise<Found>): Promise<Found | null> {
    try {
      return await work;
    } catch (error) {
      origin.log.write('warn', 'status', { what, ...origin.told(error) });
      faults.push(what);
      return null;
    }
  }
  const now = origin.now();
  const [pools, ladder, courier] = await Promise.all([
    Promise.all(
      sources.pools().map(async ({ name, figures }) => {
        const found = await tried(`the pool ${name}`, figures());
        return found === null ? [] : [{ name, ...found }];
      }),
    ),
    tried('the database', origin.run(ladderFigures(origin.game.id, new Date(now)), LIMIT_MS)),
    tried('the courier', sources.courier()),
  ]);
  const { id = null, timestamp = null } = sources.deployment ?? {};
  return {
    at: new Date(now).toISOString(),
    version: { deployment: id || null, deployedAt: timestamp || null, schema: SCHEMA_VERSION },
    route: sources.route,
    pools: pools.flat(),
    isolate: sources.isolate(),
    ladder,
    courier,
    faults,
  };
}
