import { describe, expect, it } from 'vitest';
import { type AnswerSettings, answer, type FailureStage, type LateEdit } from '../../src/discord/deferral.ts';
import type { HandledInteraction } from '../../src/discord/interaction.ts';
import { parseInteraction } from '../../src/discord/payload.ts';
import { choices, type HandlerReply, message, modal, toWire, update } from '../../src/discord/response.ts';
import { rawAutocomplete, rawCommand, rawComponent, rawMessage, rawModal } from './raw-interaction.ts';

function interaction(raw: unknown): HandledInteraction {
  const parsed = parseInteraction(raw);
  if (parsed === null || parsed.kind === 'ping' || parsed.kind === 'unknown') throw new Error('not handled');
  return parsed;
}

const command = interaction(rawCommand('profile'));
const component = interaction(rawComponent('leaderboard:page'));
const modalFromCommand = interaction(rawModal('setup:names', []));
const modalFromComponent = interaction(rawModal('setup:names', [], { message: rawMessage }));
const autocomplete = interaction(
  rawAutocomplete('profile', [{ name: 'a', type: 3, value: '', focused: true }]),
);

/** A world in which time passes when told, and what is done late is written down. */
function world(changes: Partial<AnswerSettings> = {}) {
  const timer = Promise.withResolvers<void>();
  const timers: string[] = [];
  const edits: LateEdit[] = [];
  const failures: [unknown, FailureStage][] = [];
  const waited: Promise<void>[] = [];
  const settings: AnswerSettings = {
    deferPrivately: true,
    afterBudget() {
      timers.push('set');
      return { promise: timer.promise, cancel: () => timers.push('cancelled') };
    },
    waitUntil: (promise) => waited.push(promise),
    async editLater(edit) {
      edits.push(edit);
    },
    onFailure(error, stage) {
      failures.push([error, stage]);
      return message({ content: 'Something went wrong: `REF42`' });
    },
    lateModalReply: () => message({ content: 'Too late' }),
    ...changes,
  };
  return {
    settings,
    edits,
    failures,
    waited,
    timers,
    budgetPasses: timer.resolve,
  };
}

/** A handler whose reply comes when told. */
function slow() {
  const { promise, resolve, reject } = Promise.withResolvers<HandlerReply>();
  return { handle: () => promise, resolve, reject };
}

describe('in time', () => {
  it('the reply is the handler’s, and nothing is left to do', async () => {
    const { settings, edits, waited, timers } = world();
    const reply = message({ content: 'hi' });
    const answered = await answer(command, async () => reply, settings);
    expect(answered).toMatchObject({ reply, deferred: false });
    await answered.finished;
    expect([edits, waited, timers]).toEqual([[], [], []]);
  });

  it('a handler that asks nobody may answer without a promise', async () => {
    const { settings, failures, timers } = world();
    const reply = message({ content: 'hi' });
    expect(await answer(command, () => reply, settings)).toMatchObject({
      reply,
      deferred: false,
    });
    const told = await answer(modalFromCommand, () => update({ content: 'x' }), settings);
    expect(told.reply).toEqual(message({ content: 'x' }));
    expect([failures, timers]).toEqual([[], []]);
  });

  it('a handler that has to ask somebody is watched by a timer, which is called off', async () => {
    const { settings, timers } = world();
    const reply = message({ content: 'hi' });
    const answered = answer(command, () => new Promise((resolve) => setTimeout(resolve, 1, reply)), settings);
    expect(await answered).toMatchObject({ reply, deferred: false });
    expect(timers).toEqual(['set', 'cancelled']);
  });

  it.each(['rejects', 'throws'])('a handler that %s is a private message with a reference', async (how) => {
    const { settings, failures } = world();
    const error = new Error('broken');
    const handle = () => {
      if (how === 'throws') throw error;
      return Promise.reject(error);
    };
    const { reply, deferred } = await answer(command, handle, settings);
    expect(reply).toMatchObject({ kind: 'message', ephemeral: true });
    expect(JSON.stringify(reply)).toContain('`REF42`');
    expect(deferred).toBe(false);
    expect(failures).toEqual([[error, 'handler']]);
  });

  it('autocomplete that fails gives no choices', async () => {
    const { settings, failures } = world();
    const { reply } = await answer(autocomplete, () => Promise.reject(new Error('broken')), settings);
    expect(reply).toEqual(choices([]));
    expect(failures).toHaveLength(1);
  });

  it('an update without a message to update is a new message', async () => {
    const { settings } = world();
    const handle = async () => update({ content: 'x' });
    expect((await answer(modalFromCommand, handle, settings)).reply).toEqual(message({ content: 'x' }));
    expect((await answer(modalFromComponent, handle, settings)).reply).toEqual(update({ content: 'x' }));
  });
});

const body = { content: 'late' };
const edit = { kind: 'edit-original', body };
const followUp = { kind: 'follow-up', body, ephemeral: true };
const deferredUpdate = { kind: 'deferred-update' };
const privately = { kind: 'deferred-message', ephemeral: true };
const publicly = { kind: 'deferred-message', ephemeral: false };
const tooLate = { content: expect.stringContaining('Too late') };
const form = modal({ customId: 'a:b', title: 'T', components: [] });

describe('past the budget', () => {
  it.each<[string, HandledInteraction, boolean, object, HandlerReply, object[]]>([
    ['a command', command, true, privately, message(body), [edit]],
    ['a public command', command, false, publicly, message({ ...body, ephemeral: false }), [edit]],
    [
      'a private reply to a public command',
      command,
      false,
      publicly,
      message(body),
      [{ kind: 'delete-original' }, followUp],
    ],
    ['a modal by a command', command, true, privately, form, [{ kind: 'edit-original', body: tooLate }]],
    ['a component’s update', component, true, deferredUpdate, update(body), [edit]],
    ['a component’s new message', component, true, deferredUpdate, message(body), [followUp]],
    ['a modal by a component', component, true, deferredUpdate, form, [{ ...followUp, body: tooLate }]],
    ['a modal’s message', modalFromCommand, true, privately, message(body), [edit]],
    ['a modal’s update of nothing', modalFromCommand, true, privately, update(body), [edit]],
    ['an update by a component’s modal', modalFromComponent, true, deferredUpdate, update(body), [edit]],
    ['a message by a component’s modal', modalFromComponent, true, deferredUpdate, message(body), [followUp]],
    ['autocomplete', autocomplete, true, choices([]), choices([{ name: 'a', value: 'a' }]), []],
  ])('%s', async (_, asked, deferPrivately, deferral, reply, expected) => {
    const { settings, edits, failures, waited, budgetPasses } = world({
      deferPrivately,
    });
    const { handle, resolve } = slow();
    const answering = answer(asked, handle, settings);
    budgetPasses();
    const answered = await answering;
    expect(answered).toMatchObject({ reply: deferral, deferred: true });
    expect(waited).toEqual([answered.finished]);
    expect(edits, 'nothing before it is done').toEqual([]);
    resolve(reply);
    await answered.finished;
    expect(edits).toEqual(expected);
    expect(failures).toEqual([]);
  });

  it('what follows a late update follows it, and its failure is a line of the log', async () => {
    const { settings, edits, failures, budgetPasses } = world();
    const { handle, resolve } = slow();
    const answering = answer(component, handle, settings);
    budgetPasses();
    const { finished } = await answering;
    const seen: unknown[] = [];
    const fault = new Error('no connection');
    resolve(
      update(body, async () => {
        seen.push(...edits);
        throw fault;
      }),
    );
    await finished;
    expect(seen).toEqual([edit]);
    expect(edits).toEqual([edit]);
    expect(failures).toEqual([[fault, 'delivery']]);
  });

  it('what would follow a late update does not follow one in time', async () => {
    const { settings } = world();
    const follows = async () => {
      throw new Error('it was in time');
    };
    const { reply, finished } = await answer(component, async () => update(body, follows), settings);
    expect([toWire(reply), finished]).toEqual([{ type: 7, data: expect.objectContaining(body) }, null]);
  });

  it('the words for a late modal may be the caller’s', async () => {
    const { settings, edits, budgetPasses } = world({
      lateModalReply: () => message({ content: 'Zu spät' }),
    });
    budgetPasses();
    const { handle, resolve } = slow();
    const { finished } = await answer(command, handle, settings);
    resolve(form);
    await finished;
    expect(edits).toEqual([{ kind: 'edit-original', body: { content: 'Zu spät' } }]);
  });

  const shownFailure = { content: expect.stringContaining('`REF42`') };
  it.each<[string, HandledInteraction, boolean, object[]]>([
    ['a command', command, true, [{ kind: 'edit-original', body: shownFailure }]],
    ['a public command', command, false, [{ kind: 'delete-original' }, { ...followUp, body: shownFailure }]],
    ['a component', component, true, [{ ...followUp, body: shownFailure }]],
    ['autocomplete', autocomplete, true, []],
  ])('%s that fails shows a reference, in private', async (_, asked, deferPrivately, expected) => {
    const { settings, edits, failures, budgetPasses } = world({
      deferPrivately,
    });
    budgetPasses();
    const { handle, reject } = slow();
    const { finished } = await answer(asked, handle, settings);
    const error = new Error('broken');
    reject(error);
    await finished;
    expect(edits).toEqual(expected);
    expect(failures).toEqual([[error, 'handler']]);
  });

  it('a reply that Discord refuses becomes one with a reference', async () => {
    const refusal = new Error('400');
    const sent: LateEdit[] = [];
    const { settings, failures, budgetPasses } = world({
      async editLater(late) {
        sent.push(late);
        if (sent.length === 1) throw refusal;
      },
    });
    budgetPasses();
    const { handle, resolve } = slow();
    const { finished } = await answer(command, handle, settings);
    resolve(message(body));
    await finished;
    expect(sent).toEqual([edit, { kind: 'edit-original', body: shownFailure }]);
    expect(failures).toEqual([[refusal, 'delivery']]);
  });

  it('a Discord that cannot be reached at all is reported, and ends it', async () => {
    const { settings, failures, budgetPasses } = world({
      editLater: () => Promise.reject(new Error('down')),
    });
    budgetPasses();
    const { handle, resolve } = slow();
    const { finished } = await answer(command, handle, settings);
    resolve(message(body));
    await finished;
    expect(failures.map(([, stage]) => stage)).toEqual(['delivery', 'delivery']);
  });
});
