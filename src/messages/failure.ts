// What a user sees where nobody could answer: a fault of ours, a button nobody knows, a form that came too late.
import { type MessageReply, message } from '../discord/response.ts';
import { wordsFor } from './languages/index.ts';

/** The reference leads the operator to the log line. */
export function failureReply(reference: string, locale: string): MessageReply {
  return message({ content: wordsFor(locale).failure.failed(reference) });
}

export function unknownReply(locale: string): MessageReply {
  return message({ content: wordsFor(locale).failure.unknown });
}

export function lateModalReply(locale: string): MessageReply {
  return message({ content: wordsFor(locale).failure.lateModal });
}
