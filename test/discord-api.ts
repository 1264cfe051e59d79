// Whether Discord would accept what is sent to it: by its own API description (discord-api-spec), and by the limits
// that its documentation names but the description cannot express. Each check gives a list of complaints, so that
// `expect(checkResponse(body)).toEqual([])` shows all of them.
import * as spec from 'discord-api-spec/zod';
import { config, locales } from 'zod/mini';

// Without words of its own, zod calls everything "invalid input".
config(locales.en());

type Schema = typeof spec.PongInteractionCallbackRequestSchema;
/** Every name that a check looks at. */
type Key =
  | 'default_member_permissions'
  | 'custom_id'
  | 'author'
  | 'autocomplete'
  | 'choices'
  | 'component'
  | 'components'
  | 'content'
  | 'data'
  | 'default'
  | 'description'
  | 'description_localizations'
  | 'embeds'
  | 'fields'
  | 'flags'
  | 'footer'
  | 'label'
  | 'max_length'
  | 'max_values'
  | 'min_length'
  | 'min_values'
  | 'name'
  | 'name_localizations'
  | 'options'
  | 'required'
  | 'style'
  | 'text'
  | 'title'
  | 'type'
  | 'value';
type Json = Readonly<Partial<Record<Key, unknown>>>;
type Complain = (path: string, message: string) => void;

/** Characters over all embeds of one message. */
const EMBEDS_LENGTH = 6000;
const ROWS = 5;
const BUTTONS_IN_ROW = 5;
const MODAL_FIELDS = 5;
const CHOICES = 25;
const COMMANDS = 100;
/** Names, descriptions and choice values of one command, together. */
const COMMAND_LENGTH = 8000;
const EPHEMERAL = 64;
/** Suppressed embeds, ephemeral, no notification. */
const MESSAGE_FLAGS = 4 | EPHEMERAL | 4096;

const RESPONSE_SCHEMAS: Readonly<Record<number, Schema>> = {
  1: spec.PongInteractionCallbackRequestSchema,
  4: spec.CreateMessageInteractionCallbackRequestSchema,
  5: spec.CreateMessageInteractionCallbackRequestSchema,
  6: spec.UpdateMessageInteractionCallbackRequestSchema,
  7: spec.UpdateMessageInteractionCallbackRequestSchema,
  8: spec.ApplicationCommandAutocompleteCallbackRequestSchema,
  9: spec.ModalInteractionCallbackRequestSchema,
};

/** The body that answers an interaction. */
export function checkResponse(body: unknown): string[] {
  return complaintsOf((complain) => {
    const response = object(wire(body));
    const type = Number(response.type);
    const schema = RESPONSE_SCHEMAS[type];
    if (schema === undefined) return complain('type', `no response is of type ${type}`);
    checkSchema(schema, response, complain);
    const data = object(response.data);
    if (type === 4 || type === 7) checkMessageLimits(data, type === 4, complain);
    if (type === 5) checkDeferral(data, complain);
    if (type === 6 && 'data' in response) complain('data', 'a deferred update carries none');
    if (type === 8) checkChoices(data, complain);
    if (type === 9) checkModal(data, complain);
  });
}

/** The body of a message sent or edited by a webhook; an edit may leave all of it as it is. */
export function checkMessage(body: unknown, kind: 'new' | 'edit'): string[] {
  return complaintsOf((complain) => {
    const message = object(wire(body));
    checkSchema(spec.IncomingWebhookInteractionRequestSchema, message, complain);
    checkMessageLimits(message, kind === 'new', complain);
  });
}

/** The body of the bulk overwrite of commands. */
export function checkCommands(body: unknown): string[] {
  return complaintsOf((complain) => {
    const commands = list(wire(body));
    if (!Array.isArray(body)) complain('', 'the body is a list');
    if (commands.length > COMMANDS) complain('', `${commands.length} commands, at most ${COMMANDS}`);
    checkUnique(commands, 'name', '', complain);
    commands.forEach((command, index) => {
      const path = `[${index}]`;
      checkSchema(
        spec.ApplicationCommandUpdateRequestSchema,
        withNumericRights(command),
        within(path, complain),
      );
      checkDescribed(command, path, complain);
      checkOptions(command, path, 0, complain);
      const length = commandLength(command);
      if (length > COMMAND_LENGTH) complain(path, `${length} characters in all, at most ${COMMAND_LENGTH}`);
    });
  });
}

/** Rights are text in Discord's documentation and in what it gives back, a number in its description; it takes both. */
function withNumericRights(command: Json): Json {
  const rights = command.default_member_permissions;
  return typeof rights === 'string' && /^\d+$/.test(rights)
    ? { ...command, default_member_permissions: Number(rights) }
    : command;
}

function complaintsOf(check: (complain: Complain) => void): string[] {
  const complaints: string[] = [];
  check((path, message) => complaints.push(path === '' ? message : `${path}: ${message}`));
  return complaints;
}

/** What is left of a value after its way over the wire. */
function wire(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value) ?? 'null');
}

function object(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}

function list(value: unknown): Json[] {
  return Array.isArray(value) ? value.map(object) : [];
}

function within(prefix: string, complain: Complain): Complain {
  return (path, message) => complain([prefix, path].filter((part) => part !== '').join('.'), message);
}

function checkSchema(schema: Schema, value: unknown, complain: Complain): void {
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    for (const issue of parsed.error.issues) explain(issue, complain);
    return;
  }
  // The schemas drop what they do not know: what is missing after them is a name that Discord does not have.
  for (const path of droppedKeys(value, parsed.data)) complain(path, 'Discord knows no such name');
}

/** Of a union, what the members complain of that are of the value's own type; the others only say that it is not theirs. */
function explain({ path, message, errors = [] }: spec.Issue, complain: Complain): void {
  const own = errors.filter(
    (issues) => !issues.some((inner) => inner.path.length === 1 && inner.path[0] === 'type'),
  );
  if (own.length === 0) complain(path.join('.'), message);
  for (const issue of own.flat()) explain(issue, within(path.join('.'), complain));
}

function droppedKeys(before: unknown, after: unknown, path = ''): string[] {
  if (typeof before !== 'object' || before === null) return [];
  const kept = new Map(Object.entries(object(after)));
  return Object.entries(before).flatMap(([key, value]) => {
    const inner = path === '' ? key : `${path}.${key}`;
    return kept.has(key) ? droppedKeys(value, kept.get(key), inner) : [inner];
  });
}

function checkMessageLimits(message: Json, mustShow: boolean, complain: Complain): void {
  const embeds = list(message.embeds);
  const components = list(message.components);
  const content = message.content;
  if (mustShow && isBlank(content) && embeds.length + components.length === 0)
    complain('', 'an empty message');
  if ((Number(message.flags ?? 0) & ~MESSAGE_FLAGS) !== 0) complain('flags', 'not one a message may have');
  if (!('allowed_mentions' in message)) complain('allowed_mentions', 'missing: anyone could be mentioned');
  checkEmbeds(embeds, complain);
  checkRows(components, complain);
}

function checkEmbeds(embeds: readonly Json[], complain: Complain): void {
  let total = 0;
  embeds.forEach((embed, index) => {
    const fields = list(embed.fields);
    const texts = [
      embed.title,
      embed.description,
      object(embed.footer).text,
      object(embed.author).name,
      ...fields.flatMap(({ name, value }) => [name, value]),
    ];
    total += texts.reduce<number>((sum, text) => sum + (typeof text === 'string' ? text.length : 0), 0);
    const path = `embeds.${index}`;
    if (texts.every(isBlank) && !('image' in embed) && !('thumbnail' in embed))
      complain(path, 'shows nothing');
    fields.forEach(({ name, value }, field) => {
      if (isBlank(name) || isBlank(value))
        complain(`${path}.fields.${field}`, 'a name and a value are needed');
    });
  });
  if (total > EMBEDS_LENGTH) complain('embeds', `${total} characters in all, at most ${EMBEDS_LENGTH}`);
}

function checkRows(rows: readonly Json[], complain: Complain): void {
  if (rows.length > ROWS) complain('components', `${rows.length} rows, at most ${ROWS}`);
  const components = rows.flatMap((row, index) => {
    const path = `components.${index}`;
    if (row.type !== 1) complain(path, 'only rows stand at the top of a message');
    const children = list(row.components);
    const buttons = children.filter(({ type }) => type === 2);
    if (buttons.length > BUTTONS_IN_ROW) complain(path, `more than ${BUTTONS_IN_ROW} buttons`);
    if (buttons.length !== children.length && children.length > 1)
      complain(path, 'a menu has a row of its own');
    for (const child of buttons) checkButton(child, path, complain);
    for (const child of children) if (child.type === 3) checkSelect(child, path, complain);
    return children;
  });
  checkUnique(
    components.filter((component) => 'custom_id' in component),
    'custom_id',
    'components',
    complain,
  );
}

const LINK_STYLE = 5;

function checkButton(button: Json, path: string, complain: Complain): void {
  const link = button.style === LINK_STYLE;
  if (link !== 'url' in button) complain(path, 'a url and the link style go together');
  if (link === 'custom_id' in button) complain(path, 'a button has a url or a custom_id');
  if (isBlank(button.label) && !('emoji' in button)) complain(path, 'a button without label or emoji');
}

function checkSelect(select: Json, path: string, complain: Complain): void {
  const options = list(select.options);
  checkUnique(options, 'value', path, complain);
  const least = Number(select.min_values ?? 1);
  const most = Number(select.max_values ?? 1);
  if (least > most || most > options.length) {
    complain(path, `from ${least} to ${most} of ${options.length} cannot be chosen`);
  }
  if (options.filter((option) => option.default === true).length > most) {
    complain(path, 'more chosen already than may be');
  }
  options.forEach((option, index) => {
    if (isBlank(option.label)) complain(`${path}.options.${index}`, 'a blank label');
  });
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

function checkChoiceTexts(choices: readonly Json[], path: string, complain: Complain): void {
  choices.forEach(({ name, value }, index) => {
    if (isBlank(name)) complain(`${path}.${index}.name`, 'blank');
    if (value === '') complain(`${path}.${index}.value`, 'empty');
    if (typeof value === 'string' && value.length > 100) {
      complain(`${path}.${index}.value`, 'longer than 100 characters');
    }
  });
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

// Discord's own pattern for the names of commands and options, which are in lower case besides.
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const LOCALES = new Set(
  (
    'id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th ' +
    'zh-CN ja zh-TW ko'
  ).split(' '),
);

function checkDescribed(item: Json, path: string, complain: Complain): void {
  const localized = object(item.name_localizations);
  for (const name of [item.name, ...Object.values(localized)]) {
    const text = String(name);
    if (!NAME.test(text) || text !== text.toLowerCase()) complain(path, `"${text}" cannot be a name`);
  }
  if (isBlank(item.description)) complain(path, 'a description is needed');
  for (const locale of [...Object.keys(localized), ...Object.keys(object(item.description_localizations))]) {
    if (!LOCALES.has(locale)) complain(path, `no locale is called "${locale}"`);
  }
}

const isNesting = (option: Json) => option.type === 1 || option.type === 2;

function checkOptions(parent: Json, path: string, depth: number, complain: Complain): void {
  const options = list(parent.options);
  checkUnique(options, 'name', path, complain);
  if (options.some(isNesting) && !options.every(isNesting)) complain(path, 'options beside sub-commands');
  const firstOptional = options.findIndex((option) => option.required !== true);
  if (firstOptional >= 0 && options.slice(firstOptional).some((option) => option.required === true)) {
    complain(path, 'a required option after one that is not');
  }
  if (parent.type === 2 && depth > 0 && options.length === 0) complain(path, 'a group without sub-commands');
  options.forEach((option, index) => {
    const inner = `${path}.options.${index}`;
    checkDescribed(option, inner, complain);
    if (option.type === 2 && depth > 0) complain(inner, 'a group within another');
    if (option.type === 1 && parent.type === 1 && depth > 0) complain(inner, 'a sub-command within another');
    if (isNesting(option)) checkOptions(option, inner, depth + 1, complain);
    const choices = list(option.choices);
    if (choices.length > 0 && option.autocomplete === true) complain(inner, 'choices and autocomplete');
    checkUnique(choices, 'name', inner, complain);
    checkUnique(choices, 'value', inner, complain);
    checkChoiceTexts(choices, `${inner}.choices`, complain);
  });
}

function commandLength(item: Json): number {
  const own = [item.name, item.description, item.value].reduce<number>(
    (sum, text) => sum + (typeof text === 'string' ? text.length : 0),
    0,
  );
  const children = [...list(item.options), ...list(item.choices)];
  return children.reduce((sum, child) => sum + commandLength(child), own);
}

function checkUnique(items: readonly Json[], key: Key, path: string, complain: Complain): void {
  const seen = new Set<unknown>();
  for (const item of items) {
    if (seen.has(item[key])) complain(path, `"${item[key]}" twice`);
    seen.add(item[key]);
  }
}

function isBlank(value: unknown): boolean {
  return typeof value !== 'string' || value.trim() === '';
}
