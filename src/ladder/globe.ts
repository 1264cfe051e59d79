// Points on the globe: where players live and where servers stand.

interface Point {
  /** Degrees, north positive. */
  readonly latitude: number;
  /** Degrees, east positive. */
  readonly longitude: number;
}

export interface Place extends Point {
  readonly id: string;
  readonly name: string;
}
