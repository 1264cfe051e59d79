// Points on the globe, where players live and servers stand, and how far it is from one to the other.

export interface Point {
  /** Degrees, north positive. */
  readonly latitude: number;
  /** Degrees, east positive. */
  readonly longitude: number;
}

export interface Place extends Point {
  readonly id: string;
  readonly name: string;
}

const EARTH_RADIUS_KM = 6371;

/** Along the great circle; whole kilometres, so that it is the same on every machine. R. Sinnott, Virtues of the Haversine (1984). */
export function distanceKm(one: Point, other: Point): number {
  const halfNorth = radians(other.latitude - one.latitude) / 2;
  const halfEast = radians(other.longitude - one.longitude) / 2;
  const chord =
    Math.sin(halfNorth) ** 2 +
    Math.cos(radians(one.latitude)) * Math.cos(radians(other.latitude)) * Math.sin(halfEast) ** 2;
  return Math.round(2 * EARTH_RADIUS_KM * Math.asin(Math.sqrt(Math.min(1, chord))));
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
