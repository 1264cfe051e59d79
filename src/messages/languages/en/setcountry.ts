// /setcountry.

export const setcountry = {
  changed: (country: string) => `You play for **${country}** now. The leaderboard shows it at once.`,
  same: (country: string) => `You play for **${country}** already.`,
};
