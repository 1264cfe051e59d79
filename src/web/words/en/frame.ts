// What stands around every page, and where there is none.

export const frame = {
  /** Of the whole site, in a browser's tab and at the head of each page. */
  site: (game: string) => `${game} ladder`,
  skip: 'Skip to the content',
  navigation: { label: 'Pages', ladder: 'Ladder', seasons: 'Seasons', about: 'About' },
  search: { label: 'Find a player', placeholder: 'Player name', button: 'Find' },
  footer: { language: 'Language', api: 'API', utc: 'All dates and times are UTC.' },
  missing: {
    title: 'Nothing here',
    text: 'There is no page at this address, or what it showed is gone.',
    home: 'To the ladder',
  },
  tooMany: {
    title: 'Too many requests',
    text: 'Your address has asked for very many pages in the last minute. Please try again in a minute.',
  },
  failure: {
    title: 'Something went wrong',
    text: 'This page could not be made, and the fault is ours. It is in our log under this reference:',
  },
  unavailable: {
    title: 'Back in a moment',
    text: 'The ladder’s database does not answer right now. Nothing is lost; please try again in a minute. The reference in our log:',
  },
};
