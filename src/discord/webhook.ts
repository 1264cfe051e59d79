// The webhook that every interaction brings along: for 15 minutes its reply can be edited, taken back, or followed
// by another message. It needs no bot token.
import type { LateEdit } from './deferral.ts';
import type { HandledInteraction } from './interaction.ts';
import { flags, type MessageContent, messageBody } from './response.ts';
import { DiscordFailure, type Rest } from './rest.ts';

const ORIGINAL = '/webhooks/{application}/{token}/messages/@original';
/**
 * An edit can overtake the answer that it edits, since that travels back through the caller's own connection.
 * Discord then knows of no such message yet; seen for well under a second.
 */
const OVERTAKEN_PAUSES_MS = [250, 1000];

/** Performs late edits of one interaction; see deferral.ts. */
export function interactionWebhook(
  rest: Rest,
  { applicationId, token }: Pick<HandledInteraction, 'applicationId' | 'token'>,
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
    for (const pauseMs of OVERTAKEN_PAUSES_MS) {
      try {
        return await perform(edit);
      } catch (error) {
        if (!(error instanceof DiscordFailure) || error.status !== 404) throw error;
        await sleep(pauseMs);
      }
    }
    await perform(edit);
  };
}

function filesOf({ files }: MessageContent) {
  return files === undefined ? {} : { files };
}
