// The webhook that every interaction brings along: for 15 minutes its reply can be edited, taken back, or followed
// by another message. It needs no bot token.
import type { LateEdit } from './deferral.ts';
import type { HandledInteraction } from './interaction.ts';
import { flags, type MessageContent, messageBody } from './response.ts';
import { DiscordFailure, type Rest } from './rest.ts';

const ORIGINAL = '/webhooks/{application}/{token}/messages/@original';
/**
 * An edit can overtake the answer that it edits, since that travels back through the caller's own connection.
 * Discord then knows of no such message yet; seen for well under a second. The same pauses serve an answer that was
 * lost and a fault of Discord's.
 */
const PAUSES_MS = [250, 1_000, 4_000];
/** From the first edit of an interaction to the last attempt that is begun: after its answer a Worker has about 30 s. */
const LAST_ATTEMPT_MS = 18_000;

/** Performs the late edits of one interaction, which share its time; see deferral.ts. */
export function interactionWebhook(
  rest: Rest,
  { applicationId, token }: { readonly applicationId: string } & Pick<HandledInteraction, 'token'>,
  { now, sleep }: { readonly now: () => number; readonly sleep: (ms: number) => Promise<void> },
): (edit: LateEdit) => Promise<void> {
  const parameters = { application: applicationId, token };

  async function perform(edit: LateEdit): Promise<void> {
    switch (edit.kind) {
      case 'edit-original':
        await rest({
          method: 'PATCH',
          route: ORIGINAL,
          parameters,
          body: messageBody(edit.body),
          ...filesOf(edit.body),
        });
        return;
      case 'delete-original':
        await rest({ method: 'DELETE', route: ORIGINAL, parameters });
        return;
      case 'follow-up': {
        const body = { ...messageBody(edit.body), ...flags(edit.ephemeral) };
        await rest({
          method: 'POST',
          route: '/webhooks/{application}/{token}',
          parameters,
          body,
          ...filesOf(edit.body),
        });
        return;
      }
    }
  }

  let lastMs: number | null = null;
  return async (edit) => {
    lastMs ??= now() + LAST_ATTEMPT_MS;
    for (const pauseMs of [...PAUSES_MS, null]) {
      try {
        return await perform(edit);
      } catch (error) {
        const waitMs = pauseMs === null ? null : waitAfter(error, edit, pauseMs);
        if (waitMs === null || now() + waitMs > lastMs) {
          if (edit.kind === 'delete-original' && isGone(error)) return;
          throw error;
        }
        await sleep(waitMs);
      }
    }
  };
}

/** Taken back already, by an attempt whose answer was lost or before another edit failed. */
function isGone(error: unknown): boolean {
  return error instanceof DiscordFailure && error.status === 404;
}

/** Null when another attempt would be refused as well, or might say something twice that everybody reads. */
function waitAfter(error: unknown, edit: LateEdit, pauseMs: number): number | null {
  if (!(error instanceof DiscordFailure)) return null;
  const { status, retryAfterMs } = error;
  if (status === 429) return retryAfterMs ?? pauseMs;
  // An edit may be made twice, and a private message twice is better than none.
  if (status === null) return edit.kind === 'follow-up' && !edit.ephemeral ? null : pauseMs;
  return status === 404 || status >= 500 ? pauseMs : null;
}

function filesOf({ files }: MessageContent) {
  return files === undefined ? {} : { files };
}
