// The window: how far from his own rating a player's opponent may be. It opens with each wave waited, without limit.

interface WindowSettings {
  readonly first: number;
  readonly perWave: number;
}

export function windowOf(wavesWaited: number, { first, perWave }: WindowSettings): number {
  return first + perWave * wavesWaited;
}
