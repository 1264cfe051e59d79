// StarCraft: Evolution Complete: Brood War's races against StarCraft II's. The numbers are the ladder's rules.
import type { Game } from '../ladder/game.ts';
import { regions } from './regions.ts';

export const scEvo = {
  id: 'sc-evo',
  name: 'SC: Evo',
  sides: [
    { id: 'bw', name: 'Brood War' },
    { id: 'sc2', name: 'StarCraft II' },
  ],
  sidesBy: 'faction',
  factions: [
    { id: 'bw-terran', name: 'BW Terran', side: 'bw' },
    { id: 'bw-zerg', name: 'BW Zerg', side: 'bw' },
    { id: 'bw-protoss', name: 'BW Protoss', side: 'bw' },
    { id: 'sc2-terran', name: 'SC2 Terran', side: 'sc2' },
    { id: 'sc2-zerg', name: 'SC2 Zerg', side: 'sc2' },
    { id: 'sc2-protoss', name: 'SC2 Protoss', side: 'sc2' },
  ],
  // With 500, a gap of 100 points makes a 61 % favourite.
  rating: { system: 'elo', start: 1500, divisor: 500, factor: 40 },
  tiers: [
    { id: 'S', percent: 1 },
    { id: 'A', percent: 7 },
    { id: 'B', percent: 21 },
    { id: 'C', percent: 21 },
    { id: 'D', percent: 21 },
    { id: 'E', percent: 21 },
    { id: 'F', percent: 8 },
  ],
  rankedDays: 14,
  season: { days: 91, drawnToStartPercent: 50 },
  queue: {
    waveSeconds: 45,
    entryMinutes: 150,
    vetoes: 4,
    window: { first: 100, perWave: 50 },
    rematchMinutes: 10,
    rematchCost: 1_000_000_000,
    costPerWaveWaited: 20,
  },
  match: {
    acceptSeconds: 60,
    reminderSecondsLeft: 20,
    reportMinutes: 120,
    reportReminderMinutesLeft: 15,
    disputeHours: 72,
    disputeReminderHoursLeft: 12,
    abortsPerMonth: 3,
  },
  maps: [
    { id: 'circuit-breaker', name: 'Circuit Breaker' },
    { id: 'eclipse', name: 'Eclipse' },
    { id: 'fighting-spirit', name: 'Fighting Spirit' },
    { id: 'la-mancha', name: 'La Mancha' },
    { id: 'polypoid', name: 'Polypoid' },
    { id: 'radeon', name: 'Radeon' },
    { id: 'retro', name: 'Retro' },
    { id: 'sylphid', name: 'Sylphid' },
    { id: 'vermeer', name: 'Vermeer' },
  ],
  regions,
  servers: [
    { id: 'us-west', name: 'US West', latitude: 34.05, longitude: -118.24 }, // Los Angeles
    { id: 'us-central', name: 'US Central', latitude: 41.88, longitude: -87.63 }, // Chicago
    { id: 'us-east', name: 'US East', latitude: 39.04, longitude: -77.49 }, // Ashburn
    { id: 'brazil', name: 'South America (Brazil)', latitude: -23.55, longitude: -46.63 }, // São Paulo
    { id: 'europe-central', name: 'Central Europe', latitude: 50.11, longitude: 8.68 }, // Frankfurt
    { id: 'singapore', name: 'Singapore', latitude: 1.35, longitude: 103.82 },
    { id: 'australia', name: 'Australia', latitude: -33.87, longitude: 151.21 }, // Sydney
    { id: 'korea', name: 'Korea', latitude: 37.57, longitude: 126.98 }, // Seoul
    { id: 'taiwan', name: 'Taiwan', latitude: 25.03, longitude: 121.57 }, // Taipei
  ],
  names: {
    display: { least: 3, most: 12 },
    alternate: { least: 3, most: 12 },
    battleTag: { name: { least: 1, most: 12 }, digits: { least: 3, most: 12 } },
  },
} as const satisfies Game;
