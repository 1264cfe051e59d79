// Everything that is told of a running installation: GET /status has the pools' part, /status/figures all of it, the
// panel draws it, /status/metrics says it in Prometheus' words. What cannot be had is null with its cause, and does not keep the rest away.
import type { InteractionFigures } from '../../interaction-figures.ts';
import type { CourierFigures } from '../../objects/courier-figures.ts';
import type { PoolFigures } from '../../postgres/pool-figures.ts';
import { type LadderFigures, ladderFigures } from '../../sql/ladder-figures.ts';
import { SCHEMA_VERSION } from '../health.ts';
import type { Origin } from '../origin.ts';

/** Asked of nobody but the pools: what is looked at does not change by looking. */
export interface OwnFigures {
  readonly at: string;
  readonly version: Version;
  /** To the database. */
  readonly route: string;
  readonly pools: readonly (PoolFigures & { readonly name: string })[];
  readonly isolate: InteractionFigures;
  /** What was asked for and could not be had. */
  readonly faults: readonly string[];
}

export interface StatusFigures extends OwnFigures {
  readonly ladder: LadderFigures | null;
  readonly courier: CourierFigures | null;
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

export async function poolFigures(origin: Origin, sources: FigureSources): Promise<OwnFigures> {
  const tried = attempts(origin);
  const pools = await Promise.all(
    sources.pools().map(async ({ name, figures }) => {
      const found = await tried.attempt(`the pool ${name}`, figures());
      return found === null ? [] : [{ name, ...found }];
    }),
  );
  const { id = null, timestamp = null } = sources.deployment ?? {};
  return {
    at: new Date(origin.now()).toISOString(),
    version: { deployment: id || null, deployedAt: timestamp || null, schema: SCHEMA_VERSION },
    route: sources.route,
    pools: pools.flat(),
    isolate: sources.isolate(),
    faults: tried.faults,
  };
}

export async function statusFigures(origin: Origin, sources: FigureSources): Promise<StatusFigures> {
  const tried = attempts(origin);
  const now = new Date(origin.now());
  const [own, ladder, courier] = await Promise.all([
    poolFigures(origin, sources),
    tried.attempt('the database', origin.run(ladderFigures(origin.game.id, now), LIMIT_MS)),
    tried.attempt('the courier', sources.courier()),
  ]);
  return { ...own, ladder, courier, faults: [...own.faults, ...tried.faults] };
}

/** An object that is away, or being moved, may give no answer for long. */
async function inTime<Found>(work: Promise<Found>): Promise<Found> {
  let clock: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    clock = setTimeout(() => reject(new Error(`no answer within ${LIMIT_MS} ms`)), LIMIT_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(clock);
  }
}

function attempts(origin: Origin) {
  const faults: string[] = [];
  return {
    faults,
    /** Null for what cannot be had, which is logged and named. */
    async attempt<Found>(what: string, work: Promise<Found>): Promise<Found | null> {
      try {
        return await inTime(work);
      } catch (error) {
        origin.log.write('warn', 'status', { what, ...origin.told(error) });
        faults.push(what);
        return null;
      }
    },
  };
}
