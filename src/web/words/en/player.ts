// A player's page.

export const player = {
  description: (name: string, game: string) => `${name} on the ${game} ladder: rating, rank, matches.`,
  plays: (region: string) => `Plays from ${region}`,
  since: (day: string) => `on the ladder since ${day}`,
  standings: 'Standings',
  peak: 'Peak',
  lastPlayed: 'Last played',
  noMatches: 'No match played this season yet.',
  plot: {
    title: 'Rating over time',
    /** Read out in place of the picture. */
    summary: (lines: string) => `Rating over time, by day. ${lines}`,
    line: (faction: string, from: string, to: string, low: string, high: string) =>
      `${faction}: from ${from} to ${to}, lowest ${low}, highest ${high}.`,
    none: 'The plot begins with the first two matches.',
    table: 'The plot as a table',
    lowest: 'Lowest',
    highest: 'Highest',
    first: 'First',
    latest: 'Latest',
    date: 'Date',
  },
  activity: {
    title: 'Activity',
    /** `days`: with its number in words or digits. */
    summary: (matches: string, days: string) => `${matches} on ${days} in the last half year`,
    matches: { one: (count: string) => `${count} match`, other: (count: string) => `${count} matches` },
    days: { one: (count: string) => `${count} day`, other: (count: string) => `${count} days` },
    none: 'No match in the last half year.',
    table: 'Activity as a table',
    day: 'Day',
    less: 'Less',
    more: 'More',
  },
  recent: {
    title: 'Recent matches',
    caption: (name: string) => `The last matches of ${name}, newest first`,
    match: 'Match',
    result: 'Result',
    opponent: 'Opponent',
    change: 'Change',
    date: 'Date',
    none: 'No match yet.',
  },
  result: { win: 'Won', loss: 'Lost', draw: 'Draw' },
  past: { title: 'Earlier seasons', caption: (name: string) => `Where ${name} stood in earlier seasons` },
  left: {
    title: (name: string) => `${name} has left the ladder`,
    text: 'Whoever takes back the terms has no page of his own any more. Matches stay where they are listed: they are the opponents’ too.',
  },
};
