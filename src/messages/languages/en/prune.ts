// /prune.

export const prune = {
  going: (count: string) => `Old messages of mine that I delete from our direct messages now: **${count}**.`,
  more: 'There are more; `/prune` again takes the next.',
  nothing: 'There is nothing old of mine in our direct messages.',
  stays: (minutes: string) =>
    `What is newer than ${minutes} minutes stays, and so does a match that is not over.`,
};
