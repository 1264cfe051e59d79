// What somebody does in a pane, from the click to what becomes of it.
import type { SentOption } from '../../sent-interaction.ts';
import type { OfferedChoice } from '../protocol.ts';
import { type Callable, within } from './callable.ts';
import { perform } from './server.ts';
import type { Attempt, OpenModal, Pane, Store } from './store.ts';

export interface Doings {
  call(pane: Pane, callable: Callable, options: readonly SentOption[]): Promise<void>;
  complete(pane: Pane, callable: Callable, options: readonly SentOption[]): Promise<readonly OfferedChoice[]>;
  press(pane: Pane, messageId: string, customId: string, values?: readonly string[]): Promise<void>;
  submit(pane: Pane, fields: Readonly<Record<string, string>>): Promise<void>;
}

export function doingsOf(store: Store): Doings {
  const acting = ({ as, locale, place }: Pane) => ({
    as,
    locale,
    channelId: place === 'direct' ? null : store.channelId(as, place),
  });

  /** A form is his who asked for it: in a pane that is somebody else's by now it would be sent in his name. */
  function open(
    pane: Pane,
    as: string,
    form: Pick<OpenModal, 'data' | 'messageId' | 'place' | 'cost'>,
  ): void {
    if (pane.as === as) pane.modal = { ...form, busy: false, failed: null };
  }

  return {
    async call(pane, callable, options) {
      const { as, place } = pane;
      const attempt: Attempt = {
        key: store.newKey(),
        place,
        command: callable.label,
        at: Date.now(),
        failed: null,
      };
      store.change(() => pane.attempts.push(attempt));
      const outcome = await perform({
        ...acting(pane),
        kind: 'command',
        name: callable.command,
        options: within(callable, options),
      });
      store.change(() => {
        if (outcome.kind === 'failed') {
          attempt.failed = outcome.reason;
          return;
        }
        pane.attempts = pane.attempts.filter(({ key }) => key !== attempt.key);
        const { modal: data, cost } = outcome;
        if (data) open(pane, as, { data, messageId: null, place, cost });
      });
    },
    async complete(pane, callable, options) {
      const outcome = await perform({
        ...acting(pane),
        kind: 'autocomplete',
        name: callable.command,
        options: within(callable, options),
      });
      return outcome.kind === 'answered' ? (outcome.choices ?? []) : [];
    },
    async press(pane, messageId, customId, values) {
      const { as, place } = pane;
      const press = { customId, failed: null as string | null };
      store.change(() => pane.presses.set(messageId, press));
      const outcome = await perform({ ...acting(pane), kind: 'component', messageId, customId, values });
      store.change(() => {
        if (outcome.kind === 'failed') {
          press.failed = outcome.reason;
          return;
        }
        if (pane.presses.get(messageId) === press) pane.presses.delete(messageId);
        const { modal: data, cost } = outcome;
        if (data) open(pane, as, { data, messageId, place, cost });
      });
    },
    async submit(pane, fields) {
      const { modal } = pane;
      if (modal === null) return;
      store.change(() => {
        modal.busy = true;
        modal.failed = null;
      });
      const outcome = await perform({
        ...acting({ ...pane, place: modal.place }),
        kind: 'modal',
        customId: modal.data.custom_id,
        fields,
        ...(modal.messageId !== null && { messageId: modal.messageId }),
      });
      store.change(() => {
        modal.busy = false;
        if (outcome.kind === 'failed') modal.failed = outcome.reason;
        else if (pane.modal === modal) pane.modal = null;
      });
    },
  };
}
