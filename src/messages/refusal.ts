// Every refusal in words: what is the matter, and what lifts it.
import { escapeMarkdown } from '../discord/markdown.ts';
import { type MessageReply, message } from '../discord/response.ts';
import type { Refusal } from '../ladder/refusal.ts';
import { timestamp } from './words.ts';

export function refusalMessage(refusal: Refusal): MessageReply {
  return message({ content: words(refusal) });
}

function words(refusal: Refusal): string {
  switch (refusal.reason) {
    case 'banned': {
      const until =
        refusal.until === 'forever'
          ? 'until staff lift the ban'
          : `until ${timestamp(refusal.until, 'f')} (${timestamp(refusal.until, 'R')})`;
      const why = refusal.why === null ? '' : ` Reason: ${escapeMarkdown(refusal.why)}.`;
      return `You are banned from the ladder ${until}.${why} Staff can lift it with \`/admin unban\`.`;
    }
    case 'terms':
      return 'You have not accepted the terms of the ladder yet. `/terms` shows them.';
    case 'setup':
      return 'Your set-up is not complete yet. `/setup` takes a minute, and then you can play.';
    case 'no-season':
      return 'There is no open season right now. Staff open one with `/admin season open`.';
    case 'player-unknown':
      return `Nobody on the ladder is called **${escapeMarkdown(shortened(refusal.name))}**. Start typing a name, and pick one of those that appear.`;
    case 'not-ranked':
      return 'You have no rank here: play a match, and the leaderboard shows you again.';
    case 'place-unknown':
      return `There is no place ${refusal.place}: ${refusal.ranked} are ranked this season.`;
    case 'country-unknown':
      return `**${escapeMarkdown(shortened(refusal.country))}** is no country here. Start typing one, and pick one of those that appear.`;
    case 'outdated':
      return 'This message is from an older version. Please call the command again.';
  }
}

/** What a player typed, at a length worth repeating. */
function shortened(typed: string): string {
  const letters = [...typed];
  return letters.length <= 40 ? typed : `${letters.slice(0, 40).join('')}…`;
}
