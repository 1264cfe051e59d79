// Where players live, by the ids of src/games/regions.ts.

export const regions = {
  'na-west': 'Western North America',
  'na-central': 'Central North America',
  'na-east': 'Eastern North America',
  'central-america': 'Central America and Caribbean',
  'south-america': 'South America',
  'europe-west': 'Western Europe',
  'europe-east': 'Northern and Eastern Europe',
  africa: 'Africa',
  'middle-east': 'Middle East',
  'asia-south': 'South and Southeast Asia',
  'korea-japan': 'Korea and Japan',
  china: 'China',
  'taiwan-hong-kong-macau': 'Taiwan, Hong Kong and Macau',
  oceania: 'Oceania',
  'urals-siberia': 'Urals and Siberia',
  'russia-far-east': 'Far East Russia',
};
