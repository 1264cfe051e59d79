// Every refusal in words: what is the matter, and what lifts it.
import { escapeMarkdown } from '../discord/markdown.ts';
import { type MessageReply, message } from '../discord/response.ts';
import type { Refusal } from '../ladder/refusal.ts';
import type { SetupProblem } from '../ladder/setup.ts';
import { wordsFor } from './languages/index.ts';
import { timestamp, wholeNumber } from './words.ts';

export function refusalMessage(refusal: Refusal, locale: string): MessageReply {
  return message({ content: refusalSentence(refusal, locale) });
}

export function banSentence(until: Date | 'forever', locale: string): string {
  const words = wordsFor(locale).refusal;
  return until === 'forever'
    ? words.bannedForever
    : words.bannedUntil(timestamp(until, 'f'), timestamp(until, 'R'));
}

export function refusalSentence(refusal: Refusal, locale: string): string {
  const words = wordsFor(locale).refusal;
  switch (refusal.reason) {
    case 'banned': {
      const { until, why } = refusal;
      // On a line of its own: it may end in a full stop, or in none.
      const reason = why === null ? [] : [wordsFor(locale).staff.reason(escapeMarkdown(why))];
      return [banSentence(until, locale), ...reason, words.banLifted].join('\n');
    }
    case 'terms':
      return words.terms;
    case 'setup':
      return words.setup;
    case 'no-season':
      return words.noSeason;
    case 'player-unknown':
      return words.playerUnknown(escapeMarkdown(shortened(refusal.name)));
    case 'same-player':
      return words.samePlayer;
    case 'not-ranked':
      return refusal.closed ? words.notRankedThen : words.notRanked;
    case 'filtered-out':
      return words.filteredOut;
    case 'place-unknown':
      return words.placeUnknown(wholeNumber(refusal.place, locale), wholeNumber(refusal.ranked, locale));
    case 'country-unknown':
      return words.countryUnknown(escapeMarkdown(shortened(refusal.country)));
    case 'outdated':
      return words.outdated;
    case 'setup-problems':
      return [
        words.setupProblems,
        ...refusal.problems.map((problem) => `- ${problemLine(problem, locale)}`),
      ].join('\n');
    case 'name-taken':
      return words.nameTaken(escapeMarkdown(shortened(refusal.name)));
    case 'draft-gone':
      return words.draftGone;
    case 'terms-needed':
      return words.termsNeeded[refusal.in];
    case 'already-waiting':
      return words.alreadyWaiting;
    case 'not-waiting':
      return words.notWaiting;
    case 'in-match':
      return words.inMatch[refusal.state];
    case 'no-faction':
      return words.noFaction;
    case 'factions-of-one-side':
      return words.factionsOfOneSide;
    case 'too-many-vetoes':
      return words.tooManyVetoes(wholeNumber(refusal.most, locale));
    case 'matches-open':
      return words.matchesOpen(wholeNumber(refusal.matches, locale));
    case 'not-in-match':
      return words.notInMatch;
    case 'staff-only':
      return words.staffOnly;
    case 'match-not-live':
      return words.matchNotLive;
    case 'match-started':
      return words.matchStarted;
    case 'match-disputed':
      return words.matchDisputed;
    case 'match-over':
      return words.matchOver[refusal.state];
    case 'match-not-decided':
      return words.matchNotDecided;
    case 'already-accepted':
      return words.alreadyAccepted;
    case 'already-reported':
      return words.alreadyReported[refusal.result];
    case 'deadline-passed':
      return words.deadlinePassed(timestamp(refusal.at, 'R'));
    case 'abort-after-report':
      return words.abortAfterReport;
    case 'no-aborts-left':
      return words.noAbortsLeft(timestamp(refusal.refillsAt, 'f'), timestamp(refusal.refillsAt, 'R'));
    case 'season-closed':
      return words.seasonClosed;
    case 'not-due':
      return words.notDue;
    case 'user-unknown':
      return wordsFor(locale).staffRefusal.userUnknown(`<@${refusal.userId}>`);
    case 'duration-unreadable':
      return wordsFor(locale).staffRefusal.durationUnreadable(escapeMarkdown(shortened(refusal.typed)));
    case 'owner-only':
    case 'match-unknown':
    case 'match-decided':
    case 'not-yours':
    case 'confirmation-gone':
    case 'confirmation-expired':
    case 'not-banned':
    case 'not-in-queue':
    case 'queue-empty':
    case 'rating-changed':
    case 'rating-same':
    case 'season-open':
    case 'season-name-taken':
    case 'season-carries':
    case 'admin-already':
    case 'not-admin':
    case 'own-match':
    case 'own-standing':
    case 'ban-of-owner':
    case 'ban-of-admin':
    case 'ban-changed':
    case 'forget-admin':
    case 'forget-busy':
    case 'forgotten-already':
    case 'player-missing':
    case 'no-maps':
    case 'season-unknown':
      return wordsFor(locale).staffRefusal.plain[refusal.reason];
  }
}

function problemLine(problem: SetupProblem, locale: string): string {
  const words = wordsFor(locale).refusal;
  const field = words.setupFields[problem.field];
  switch (problem.problem) {
    case 'length':
      return words.setupLength(field, wholeNumber(problem.least, locale), wholeNumber(problem.most, locale));
    case 'letters':
      return problem.field === 'displayName' ? words.setupLetters(field) : words.setupUnseen(field);
    case 'form':
      return words.setupForm(
        field,
        wholeNumber(problem.mostName, locale),
        wholeNumber(problem.leastDigits, locale),
        wholeNumber(problem.mostDigits, locale),
      );
    case 'same':
      return words.setupSame(field, words.setupFields[problem.as]);
    case 'missing':
      return words.setupMissing(field);
  }
}

/** What a player typed, at a length worth repeating. */
function shortened(typed: string): string {
  const letters = [...typed];
  return letters.length <= 40 ? typed : `${letters.slice(0, 40).join('')}…`;
}
