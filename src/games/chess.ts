// Chess: one faction, colours drawn by lot, no maps, no servers.
import type { Game } from '../ladder/game.ts';
import { regions } from './regions.ts';

export const chess = {
  id: 'chess',
  name: 'Chess',
  sides: [
    { id: 'white', name: 'White' },
    { id: 'black', name: 'Black' },
  ],
  sidesBy: 'lot',
  factions: [{ id: 'chess', name: 'Chess', side: null }],
  // With 400, the divisor of Elo's own tables, a gap of 100 points makes a 64 % favourite.
  rating: { system: 'elo', start: 1500, divisor: 400, factor: 32 },
  tiers: [
    { id: 'S', percent: 2 },
    { id: 'A', percent: 8 },
    { id: 'B', percent: 20 },
    { id: 'C', percent: 40 },
    { id: 'D', percent: 30 },
  ],
  rankedDays: 30,
  season: { days: 182, drawnToStartPercent: 25 },
  queue: {
    waveSeconds: 30,
    entryMinutes: 60,
    vetoes: 0,
    window: { first: 150, perWave: 50 },
    rematchMinutes: 5,
    rematchCost: 1_000_000_000,
    costPerWaveWaited: 20,
  },
  match: {
    acceptSeconds: 30,
    reminderSecondsLeft: 10,
    reportMinutes: 90,
    reportReminderMinutesLeft: 15,
    disputeHours: 48,
    disputeReminderHoursLeft: 12,
    abortsPerMonth: 3,
  },
  maps: [],
  regions,
  servers: [],
  names: {
    display: { least: 3, most: 12 },
    alternate: { least: 3, most: 12 },
    battleTag: null,
  },
} as const satisfies Game;
