// A sequence of presses as one sitting before Discord: each reply becomes the message that the next click presses.
import { Obstacle } from '../obstacle.ts';
import { pngSize } from '../png-size.ts';
import {
  type Answer,
  autocompleteInteraction,
  commandInteraction,
  componentInteraction,
  type MessageData,
  modalInteraction,
  newSnowflake,
  type Sender,
  type SentInteraction,
  type SentMessage,
  type SignedClient,
} from '../signed-client.ts';
import type { TypedCommand } from './command-line.ts';
import { type Control, controlsOf, modalFields } from './message.ts';

/** What one press brought. */
export interface Outcome {
  readonly answer: Answer;
  /** Discord's number of the kind of reply; null when there was none. */
  readonly type: number | null;
  readonly data: MessageData;
}

/** Discord's numbers of the kinds of reply. */
export const REPLY = { message: 4, deferred: 5, deferredUpdate: 6, update: 7, choices: 8, modal: 9 } as const;

export interface Session {
  /** Turns to a message that stands somewhere: the next press is on it. */
  open(shown: SentMessage): void;
  call(command: TypedCommand): Promise<Outcome>;
  complete(command: TypedCommand): Promise<Outcome>;
  /** Presses a button by its label or number. */
  click(what: string): Promise<Outcome>;
  /** Chooses from a menu: `option`, or `menu=option` where there are several. */
  select(what: string): Promise<Outcome>;
  /** Fills in the modal that was opened, by label or custom id, and sends it. */
  fill(fields: readonly string[]): Promise<Outcome>;
}

export function session(client: SignedClient, sender: Sender): Session {
  let message: SentMessage | null = null;
  let modal: MessageData | null = null;

  async function send(interaction: SentInteraction, command: string): Promise<Outcome> {
    const outcome = await readOutcome(await client.send(interaction));
    modal = outcome.type === REPLY.modal ? outcome.data : null;
    if (outcome.type === REPLY.message) {
      const answers = { id: interaction.id, userId: sender.id, command };
      message = { id: outcome.answer.messageId ?? newSnowflake(), data: outcome.data, answers };
    }
    if (outcome.type === REPLY.update && message) {
      message = { ...message, data: { ...message.data, ...outcome.data } };
    }
    return outcome;
  }

  async function press(
    what: string,
    pick: (controls: readonly Control[]) => Control,
    values?: readonly string[],
  ) {
    const current = message;
    if (!current) throw new Obstacle(`There is no message to press "${what}" on.`);
    const control = pick(controlsOf(current.data));
    if (control.disabled) throw new Obstacle(`"${control.label}" cannot be pressed now.`);
    if (control.customId === null) throw new Obstacle(`"${control.label}" is a link.`);
    const component = { customId: control.customId, type: control.type, ...(values && { values }) };
    return send(componentInteraction(sender, current, component), current.answers?.command ?? '');
  }

  return {
    open(shown) {
      message = shown;
      modal = null;
    },
    call: ({ name, options }) => send(commandInteraction(sender, name, options), name),
    complete: ({ name, options }) => send(autocompleteInteraction(sender, name, options), name),
    click: (what) => press(what, (controls) => find(controls, what)),
    async select(what) {
      const [first = '', second] = what.split('=', 2);
      const menus = controlsOf(message?.data ?? {}).filter(({ options }) => options.length > 0);
      const menu =
        second === undefined ? menus.find((each) => chosenOf(each, first)?.length) : find(menus, first);
      const chosen = menu && chosenOf(menu, second ?? first);
      if (!menu || !chosen) {
        const known = menus.flatMap(({ options }) => options.map(({ label }) => `"${label}"`));
        throw new Obstacle(`There is no "${what}" to choose. There are: ${known.join(', ') || 'no menus'}`);
      }
      const { least, most, label } = menu;
      if (chosen.length < least || chosen.length > most)
        throw new Obstacle(`"${label}" takes ${least} to ${most} choices, not ${chosen.length}.`);
      return press(what, () => menu, chosen);
    },
    async fill(fields) {
      const open = modal;
      if (!open) throw new Obstacle('There is no form to fill in.');
      const known = modalFields(open);
      // As Discord does: what nobody has touched is sent as it stood there.
      const values = Object.fromEntries(known.map(({ customId, value }) => [customId, value]));
      for (const field of fields) {
        const [, name = '', value = ''] = /^([^=]*)=([\s\S]*)$/u.exec(field) ?? [];
        const target = known.find(({ label, customId }) => same(label, name) || customId === name);
        if (!target)
          throw new Obstacle(
            `The form has no field "${name}". It has: ${known.map(({ label }) => label).join(', ')}`,
          );
        values[target.customId] = value;
      }
      const customId = String(open['custom_id'] ?? '');
      return send(
        modalInteraction(sender, customId, values, message ?? undefined),
        message?.answers?.command ?? '',
      );
    },
  };
}

async function readOutcome(answer: Answer): Promise<Outcome> {
  const body = typeof answer.body === 'object' && answer.body !== null ? (answer.body as MessageData) : {};
  const data = typeof body['data'] === 'object' && body['data'] !== null ? (body['data'] as MessageData) : {};
  const type = answer.status === 200 && typeof body['type'] === 'number' ? body['type'] : null;
  return { answer, type, data: await measured(data, answer.files ?? []) };
}

/** Of pictures that came along, the size is told as well, as Discord itself tells it. */
async function measured(data: MessageData, files: readonly File[]): Promise<MessageData> {
  const { attachments } = data;
  if (!Array.isArray(attachments) || files.length === 0) return data;
  const sizes = await Promise.all(
    files.map(async (file) => pngSize(new Uint8Array(await file.arrayBuffer()))),
  );
  return {
    ...data,
    attachments: attachments.map((attachment: MessageData) => ({
      ...attachment,
      ...sizes[Number(attachment['id'])],
    })),
  };
}

function find(controls: readonly Control[], what: string): Control {
  const control =
    controls.find(({ label }) => same(label, what)) ??
    controls.find(({ number }) => String(number) === what) ??
    controls.find(({ label }) => label.toLowerCase().includes(what.toLowerCase()));
  if (!control) {
    const known = controls.map(({ number, label }) => `${number} "${label}"`).join(', ');
    throw new Obstacle(`There is no "${what}" to press. There are: ${known || 'no buttons'}`);
  }
  return control;
}

function optionOf(menu: Control, what: string) {
  return menu.options.find(({ label, value }) => same(label, what) || value === what);
}

/** The values of one option, or of several with commas between; of none where nothing is named. Null: not of this menu. */
function chosenOf(menu: Control, what: string): readonly string[] | null {
  const whole = optionOf(menu, what);
  if (whole) return [whole.value];
  const each = what.split(',').filter((one) => one.trim() !== '');
  const values = each.flatMap((one) => optionOf(menu, one.trim())?.value ?? []);
  return values.length === each.length ? [...new Set(values)] : null;
}

function same(left: string, right: string): boolean {
  return left.trim().toLowerCase() === right.trim().toLowerCase();
}
