// Which map is played: any that neither has vetoed, all alike.

/** Null where none are played, or none is left; `random` is at least 0 and less than 1. */
export function chooseMap(
  maps: readonly string[],
  vetoes: readonly (readonly string[])[],
  random: number,
): string | null {
  const left = maps.filter((map) => !vetoes.some((refused) => refused.includes(map)));
  return left[Math.floor(random * left.length)] ?? null;
}
