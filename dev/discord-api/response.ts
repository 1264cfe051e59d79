// Whether Discord would accept what answers an interaction: a message, a deferral, choices, a modal.
import * as spec from 'discord-api-spec/zod';
import { checkChoiceTexts } from './choice.ts';
import {
  asLines,
  type Complain,
  checkSchema,
  checkUnique,
  complaintsOf,
  isBlank,
  type Json,
  list,
  object,
  wire,
} from './complaint.ts';
import { checkFiles, checkMessageLimits, checkSelect, EPHEMERAL, mentionComplaints } from './message.ts';

const MODAL_FIELDS = 5;
const CHOICES = 25;
/** Suppressed embeds, ephemeral, no notification. */
const MESSAGE_FLAGS = 4 | EPHEMERAL | 4096;

const RESPONSE_SCHEMAS: Readonly<Record<number, spec.Schema>> = {
  1: spec.PongInteractionCallbackRequestSchema,
  4: spec.CreateMessageInteractionCallbackRequestSchema,
  5: spec.CreateMessageInteractionCallbackRequestSchema,
  6: spec.UpdateMessageInteractionCallbackRequestSchema,
  7: spec.UpdateMessageInteractionCallbackRequestSchema,
  8: spec.ApplicationCommandAutocompleteCallbackRequestSchema,
  9: spec.ModalInteractionCallbackRequestSchema,
};

/** What Discord would refuse, and the house besides, which has each message say who may be mentioned. */
export function checkResponse(body: unknown, files?: readonly string[]): string[] {
  return [...responseRefusals(body, files), ...unnamedMentions(body)];
}

/** What the house refuses of it. */
export function unnamedMentions(body: unknown): string[] {
  const { type, data } = object(wire(body));
  return type === 4 || type === 7 ? asLines(mentionComplaints(data)) : [];
}

/** The body that answers an interaction; `files` are the names of those sent along, looked at only where they are told. */
export function responseRefusals(body: unknown, files?: readonly string[]): string[] {
  const complaints = complaintsOf((complain) => {
    const response = object(wire(body));
    const type = Number(response.type);
    const schema = RESPONSE_SCHEMAS[type];
    if (schema === undefined) return complain('type', `no response is of type ${type}`);
    checkSchema(schema, response, complain);
    const data = object(response.data);
    if (type === 4 || type === 7) {
      const mustShow = type === 4 && (files ?? []).length === 0;
      checkMessageLimits(data, { mustShow, flags: MESSAGE_FLAGS }, complain);
      if (files !== undefined) checkFiles(data, files, complain);
    }
    if (type === 5) checkDeferral(data, complain);
    if (type === 6 && 'data' in response) complain('data', 'a deferred update carries none');
    if (type === 8) checkChoices(data, complain);
    if (type === 9) checkModal(data, complain);
  });
  return asLines(complaints);
}

function checkDeferral(data: Json, complain: Complain): void {
  for (const key of Object.keys(data))
    if (key !== 'flags') complain(`data.${key}`, 'deferring takes flags only');
  const flags = data.flags ?? 0;
  if (flags !== 0 && flags !== EPHEMERAL) complain('data.flags', 'deferring takes only the ephemeral flag');
}

function checkChoices(data: Json, complain: Complain): void {
  const choices = list(data.choices);
  if (!Array.isArray(data.choices)) complain('data.choices', 'missing');
  if (choices.length > CHOICES) complain('data.choices', `${choices.length} choices, at most ${CHOICES}`);
  checkChoiceTexts(choices, 'data.choices', complain);
}

function checkModal(data: Json, complain: Complain): void {
  const components = list(data.components);
  const inputs = components.flatMap((component) =>
    component.type === 18 ? [object(component.component)] : list(component.components),
  );
  if (inputs.length > MODAL_FIELDS) complain('data.components', `more than ${MODAL_FIELDS} fields`);
  if (isBlank(data.title)) complain('data.title', 'blank');
  checkUnique(inputs, 'custom_id', 'data.components', complain);
  components.forEach((component, index) => {
    const path = `data.components.${index}`;
    if (component.type !== 18) return;
    const input = object(component.component);
    if (isBlank(component.label)) complain(path, 'a blank label');
    if (input.type === 3) checkSelect(input, path, complain);
    if (input.type === 4) checkTextInput(input, path, complain);
  });
}

function checkTextInput(input: Json, path: string, complain: Complain): void {
  const least = Number(input.min_length ?? 0);
  const most = Number(input.max_length ?? 4000);
  const value = input.value;
  if ('label' in input) complain(path, 'the label stands around the field');
  if (least > most) complain(path, `from ${least} to ${most} characters cannot be typed`);
  if (typeof value === 'string' && value.length > most)
    complain(path, 'filled in with more than may be typed');
}
