// /setup.

export const setup = {
  title: 'Your set-up',
  /** Of the form’s fields; at most 45 characters. What they are called is with the refusals. */
  displayNameHint: (least: string, most: string) => `${least} to ${most} letters. Everybody sees it.`,
  battleTagHint: 'Your opponents see it, to find you in the game.',
  battleTagExample: 'Name#12345',
  alternateHint: 'Optional: what else you are known by, in any script.',
  /** In the summary, for the two together. */
  alternateNames: 'Other names',
  none: '—',
  notChosen: 'not chosen yet',
  choose: 'Now choose your home region and your country below.',
  check: 'Is everything right? Then press **Confirm**.',
  regionMenu: 'Your home region: where you play from',
  countryMenu: 'Your country',
  otherCountries: 'More countries, by their names',
  likelyCountries: 'Countries: likely for you',
  countriesBetween: (first: string, last: string) => `Countries: ${first} – ${last}`,
  edit: 'Edit',
  confirm: 'Confirm',
  welcome: (name: string) =>
    `Welcome to the ladder, **${name}**! You can play now: \`/queue\` finds you an opponent.`,
  saved: (name: string) => `Your set-up is saved, **${name}**. \`/queue\` finds you an opponent.`,
};
