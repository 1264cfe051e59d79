// /terms.

export const terms = {
  title: (game: string) => `${game}: the terms of the ladder`,
  /** Paragraphs. */
  text: [
    '**Play fair.** No cheats, no help from others, no games lost or won by arrangement.',
    '**One account.** You play as yourself, with one Discord account; nobody plays for you.',
    '**Report honestly.** Say how the match ended. Where two reports differ, staff decide, and false ones can get you banned.',
    '**Be decent.** Accept the matches you queued for, play them to their end, and treat others with respect.',
    '**What is kept:** your Discord id and language, what you enter in `/setup` and every change of it, your choices for the queue, your matches, reports and ratings, and what staff decided about you. Names, country, ratings and results are public; your opponent sees how to reach you in the game; staff see everything.',
    '**Leaving:** press Decline here at any time, and you play no more. Matches you have played stay, because they are your opponents’ too. If you want the rest taken out, ask staff.',
  ],
  notAccepted: 'You have not accepted the terms.',
  acceptedAt: (at: string, ago: string) => `You accepted the terms on ${at} (${ago}).`,
  declined: 'You have not accepted the terms, so you cannot play. You can accept them here at any time.',
  accept: 'Accept',
  decline: 'Decline',
  setUp: 'Set up',
  /** What comes next, once they are accepted. */
  next: {
    setup: 'Next: **Set up**, or `/setup`. It takes a minute.',
    queue: 'You can play: `/queue` finds you an opponent.',
  },
};
