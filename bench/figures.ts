// Everything one run has measured, as `--json` writes it. A part that was not run is absent.
import type { MeasuredBundle } from './bundle.ts';
import type { MeasuredCeiling } from './ceilings.ts';
import type { MeasuredGrowth } from './growth.ts';
import type { MeasuredMatching } from './matching.ts';
import type { MeasuredOverhead } from './overhead.ts';
import type { MeasuredPicture } from './rating-picture.ts';
import type { MeasuredLoad, MeasuredWay, WayName } from './ways.ts';

export interface Figures {
  readonly measuredAt: string;
  readonly machine: Machine;
  readonly ways?: readonly MeasuredWay[];
  readonly ceilings?: readonly MeasuredCeiling[];
  readonly overhead?: MeasuredOverhead;
  readonly bundle?: MeasuredBundle;
  readonly matching?: MeasuredMatching;
  readonly ratingPicture?: MeasuredPicture;
  readonly growth?: MeasuredGrowth;
}

export interface Machine {
  readonly cores: number;
  readonly memoryGiB: number;
  readonly platform: string;
  readonly node: string;
  /** How many processes wanted a core before the run: what else the machine had to do. Null where that is not told. */
  readonly loadBefore: number | null;
}

export function loadOf(
  ways: readonly MeasuredWay[] | undefined,
  name: WayName,
  atOnce: number,
): MeasuredLoad | undefined {
  return ways?.find((way) => way.name === name)?.loads.find((load) => load.atOnce === atOnce);
}
