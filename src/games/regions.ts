// Where players live, whichever game they play: each region stands at the city that most of its players are near.
import type { Place } from '../ladder/globe.ts';

export const regions = [
  { id: 'na-west', name: 'Western North America', latitude: 37.77, longitude: -122.42 }, // San Francisco
  { id: 'na-central', name: 'Central North America', latitude: 32.78, longitude: -96.8 }, // Dallas
  { id: 'na-east', name: 'Eastern North America', latitude: 40.71, longitude: -74.01 }, // New York
  { id: 'central-america', name: 'Central America and Caribbean', latitude: 14.63, longitude: -90.51 }, // Guatemala City
  { id: 'south-america', name: 'South America', latitude: -23.55, longitude: -46.63 }, // São Paulo
  { id: 'europe-west', name: 'Western Europe', latitude: 48.86, longitude: 2.35 }, // Paris
  { id: 'europe-east', name: 'Northern and Eastern Europe', latitude: 52.23, longitude: 21.01 }, // Warsaw
  { id: 'africa', name: 'Africa', latitude: -1.29, longitude: 36.82 }, // Nairobi
  { id: 'middle-east', name: 'Middle East', latitude: 24.71, longitude: 46.68 }, // Riyadh
  { id: 'asia-south', name: 'South and Southeast Asia', latitude: 13.76, longitude: 100.5 }, // Bangkok
  { id: 'korea-japan', name: 'Korea and Japan', latitude: 37.57, longitude: 126.98 }, // Seoul
  { id: 'china', name: 'China', latitude: 31.23, longitude: 121.47 }, // Shanghai
  { id: 'taiwan-hong-kong-macau', name: 'Taiwan, Hong Kong and Macau', latitude: 25.03, longitude: 121.57 }, // Taipei
  { id: 'oceania', name: 'Oceania', latitude: -33.87, longitude: 151.21 }, // Sydney
  { id: 'urals-siberia', name: 'Urals and Siberia', latitude: 56.84, longitude: 60.61 }, // Yekaterinburg
  { id: 'russia-far-east', name: 'Far East Russia', latitude: 43.12, longitude: 131.89 }, // Vladivostok
] as const satisfies readonly Place[];
