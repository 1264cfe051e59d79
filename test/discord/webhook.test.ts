import { describe, expect, it } from 'vitest';
import { checkMessage } from '../../dev/discord-api/message.ts';
import type { LateEdit } from '../../src/discord/deferral.ts';
import { DiscordFailure, type RestRequest } from '../../src/discord/rest.ts';
import { interactionWebhook } from '../../src/discord/webhook.ts';

const embed = { title: 'Flash' };
const parameters = { application: '12', token: 'secret' };
const ORIGINAL = '/webhooks/{application}/{token}/messages/@original';
const allowed_mentions = { parse: [] };

type Fault = number | null | { readonly status: number; readonly retryAfterMs: number };

/** Each attempt takes so long. */
function webhook(faults: Fault[] = [], attemptMs = 0) {
  let nowMs = 0;
  const left = [...faults];
  const requests: RestRequest[] = [];
  const sleeps: number[] = [];
  const perform = interactionWebhook(
    async (request) => {
      requests.push(request);
      nowMs += attemptMs;
      const fault = left.shift();
      if (fault !== undefined) {
        const { status, retryAfterMs } =
          typeof fault === 'object' && fault !== null ? fault : { status: fault, retryAfterMs: null };
        throw new DiscordFailure({ status, code: null, route: request.route, reason: '', retryAfterMs });
      }
      return {};
    },
    { applicationId: '12', token: 'secret' },
    {
      now: () => nowMs,
      sleep: async (ms) => {
        sleeps.push(ms);
        nowMs += ms;
      },
    },
  );
  return { perform, requests, sleeps };
}

describe('a late edit', () => {
  it.each<[LateEdit, RestRequest]>([
    [
      { kind: 'edit-original', body: { embeds: [embed] } },
      { method: 'PATCH', route: ORIGINAL, parameters, body: { embeds: [embed], allowed_mentions } },
    ],
    [{ kind: 'delete-original' }, { method: 'DELETE', route: ORIGINAL, parameters }],
    [
      { kind: 'follow-up', body: { content: 'x' }, ephemeral: true },
      {
        method: 'POST',
        route: '/webhooks/{application}/{token}',
        parameters,
        body: { content: 'x', flags: 64, allowed_mentions },
      },
    ],
    [
      { kind: 'follow-up', body: { content: 'x' }, ephemeral: false },
      {
        method: 'POST',
        route: '/webhooks/{application}/{token}',
        parameters,
        body: { content: 'x', allowed_mentions },
      },
    ],
  ])('$kind', async (edit, expected) => {
    const { perform, requests } = webhook();
    await perform(edit);
    expect(requests).toEqual([expected]);
    if (expected.body !== undefined) {
      expect(checkMessage(expected.body, edit.kind === 'follow-up' ? 'new' : 'edit')).toEqual([]);
    }
  });

  it('takes its files along, and names them', async () => {
    const { perform, requests } = webhook();
    const files = [{ name: 'standings.csv', type: 'text/csv', bytes: new TextEncoder().encode('a') }];
    await perform({ kind: 'edit-original', body: { content: 'x', files } });
    await perform({ kind: 'follow-up', body: { content: 'x', files }, ephemeral: true });
    for (const request of requests) {
      expect(request.files).toEqual(files);
      expect(request.body).toMatchObject({ attachments: [{ id: '0', filename: 'standings.csv' }] });
    }
    expect(requests).toHaveLength(2);
  });

  it('that overtook its answer is tried again', async () => {
    const { perform, requests, sleeps } = webhook([404, 404]);
    await perform({ kind: 'edit-original', body: { content: 'x' } });
    expect([requests.length, sleeps]).toEqual([3, [250, 1000]]);
  });

  it('is given up when its answer never comes', async () => {
    const { perform, requests } = webhook([404, 404, 404, 404]);
    await expect(perform({ kind: 'edit-original', body: {} })).rejects.toThrow(DiscordFailure);
    expect(requests).toHaveLength(4);
  });

  it('that takes back what is gone has done it', async () => {
    const { perform, requests } = webhook([404, 404, 404, 404]);
    await perform({ kind: 'delete-original' });
    expect(requests).toHaveLength(4);
  });

  it.each<[string, Fault[], number[]]>([
    ['no answer', [null, 502], [250, 1000]],
    ['a fault of Discord’s', [500], [250]],
    ['a limit of 3 s', [{ status: 429, retryAfterMs: 3_000 }], [3_000]],
    ['a limit that does not say how long', [429, 429], [250, 1000]],
  ])('is repeated after %s', async (_, faults, expected) => {
    const { perform, requests, sleeps } = webhook(faults);
    await perform({ kind: 'edit-original', body: { content: 'x' } });
    expect([requests.length, sleeps]).toEqual([faults.length + 1, expected]);
  });

  it('waits as long as the Worker lives, and no longer', async () => {
    const { perform, sleeps } = webhook(Array(3).fill({ status: 429, retryAfterMs: 8_000 }));
    await expect(perform({ kind: 'edit-original', body: {} })).rejects.toThrow(DiscordFailure);
    expect(sleeps).toEqual([8_000, 8_000]);
  });

  it('shares its time with the one that says that it failed, and their attempts are part of it', async () => {
    const { perform, requests } = webhook(Array(9).fill(null), 6_000);
    await expect(perform({ kind: 'edit-original', body: {} })).rejects.toThrow(DiscordFailure);
    expect(requests).toHaveLength(3);
    await expect(perform({ kind: 'edit-original', body: {} })).rejects.toThrow(DiscordFailure);
    expect(requests).toHaveLength(4);
  });

  it.each([
    [true, 2],
    [false, 1],
  ])('whose answer is lost is said twice only in private (%s)', async (ephemeral, times) => {
    const { perform, requests } = webhook([null]);
    const said = perform({ kind: 'follow-up', body: { content: 'x' }, ephemeral });
    await (ephemeral ? said : expect(said).rejects.toThrow(DiscordFailure));
    expect(requests).toHaveLength(times);
  });

  it('does not wait for a limit that outlasts the Worker', async () => {
    const { perform, requests, sleeps } = webhook([{ status: 429, retryAfterMs: 60_000 }]);
    await expect(perform({ kind: 'edit-original', body: {} })).rejects.toThrow(DiscordFailure);
    expect([requests.length, sleeps]).toEqual([1, []]);
  });

  it('that is refused is not repeated', async () => {
    const { perform, requests, sleeps } = webhook([400]);
    await expect(perform({ kind: 'delete-original' })).rejects.toThrow(DiscordFailure);
    expect([requests.length, sleeps]).toEqual([1, []]);
  });
});
