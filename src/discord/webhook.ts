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
/** All of them together: after its answer a Worker has about 30 s. */
const MOST_WAITING_MS = 18_000;

/** Performs late edits of one interaction; see deferral.ts. */
export function interactionWebhook(
  rest: Rest,
  { applicationId, token }: { readonly applicationId: string } & Pick<HandledInteraction, 'token'>,
  sleep: (ms: number) => Promise<void>,
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

  return async (edit) => {
    let leftMs = MOST_WAITING_MS;
    for (const pauseMs of PAUSES_MS) {
      try {
        return await perform(edit);
      } catch (error) {
        const waitMs = waitAfter(error, edit, pauseMs);
        if (waitMs === null || waitMs > leftMs) throw error;
        leftMs -= waitMs;
        await sleep(waitMs);
      }
    }
    await perform(edit);
  };
}

/** Null when another attempt would be refused as well, or might say something twice that everybody reads. */
function waitAfter(error: unknown, edit: LateEdit, pauseMs: number): number | null {
  if (!(error instanceof DiscordFailure)) return null;
  const { status, retryAfterMs } = error;
  if (status === 429) return retryAfterMs;
  // An edit may be made twice, and a private message twice is better than none.
  if (status === null) return edit.kind === 'follow-up' && !edit.ephemeral ? null : pauseMs;
  return status === 404 || status >= 500 ? pauseMs : null;
}

function filesOf({ files }: MessageContent) {
  return files === undefined ? {} : { files };
}
