// /help.

export const help = {
  title: (game: string) => `${game}: the ranked ladder`,
  begin: 'New here? Three steps: `/terms`, `/setup`, `/queue`.',
  private: 'The commands work here and in my direct messages; only you see the answers.',
};
