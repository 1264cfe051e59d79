// What many measured times come to. Milliseconds; nearest-rank percentiles, so that each is a time that was measured.

export interface Latencies {
  readonly count: number;
  readonly p50: number;
  readonly p99: number;
}

export function latenciesOf(times: readonly number[]): Latencies {
  if (times.length === 0) throw new RangeError('nothing was measured');
  const sorted = [...times].sort((one, other) => one - other);
  const at = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
  return { count: sorted.length, p50: at(0.5), p99: at(0.99) };
}

export function median(values: readonly number[]): number {
  return latenciesOf(values).p50;
}
