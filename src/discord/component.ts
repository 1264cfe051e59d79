// Constructors of message components and modal inputs. Discord numbers their types and styles; these names stand
// for the numbers, so that no other file has to know them (the types' package would cost 88 KiB at run time).
import type {
  APIActionRowComponent,
  APIButtonComponent,
  APIComponentInMessageActionRow,
  APILabelComponent,
  APIMessageComponentEmoji,
  APIMessageTopLevelComponent,
  APISelectMenuOption,
  APIStringSelectComponent,
  APITextInputComponent,
} from 'discord-api-types/v10';

export type MessageComponent = APIMessageTopLevelComponent;
export type ModalComponent = APILabelComponent;

const BUTTON_STYLES = { primary: 1, secondary: 2, success: 3, danger: 4 } as const;
const TEXT_STYLES = { short: 1, paragraph: 2 } as const;

interface ButtonBase {
  readonly label: string;
  /** A Unicode emoji, drawn before the label. */
  readonly emoji?: string;
  readonly disabled?: boolean;
}

/** A button that comes back as a component interaction with this custom id. */
export function button(
  definition: ButtonBase & { readonly id: string; readonly style?: keyof typeof BUTTON_STYLES },
): APIButtonComponent {
  const { id, style = 'secondary' } = definition;
  return { type: 2, custom_id: id, style: BUTTON_STYLES[style], ...face(definition) };
}

/** A button that opens a page in the browser. */
export function linkButton(definition: ButtonBase & { readonly url: string }): APIButtonComponent {
  return { type: 2, style: 5, url: definition.url, ...face(definition) };
}

function face({ label, emoji, disabled }: ButtonBase) {
  const icon: APIMessageComponentEmoji | undefined = emoji === undefined ? undefined : { name: emoji };
  return { label, ...(icon && { emoji: icon }), ...(disabled && { disabled }) };
}

interface SelectChoice {
  readonly label: string;
  readonly value: string;
  readonly description?: string;
  readonly emoji?: string;
  readonly selected?: boolean;
}

export interface SelectDefinition {
  readonly id: string;
  readonly choices: readonly SelectChoice[];
  /** Shown while nothing is chosen. */
  readonly placeholder?: string;
  /** How many may be chosen; 1 of 1 unless told. */
  readonly least?: number;
  readonly most?: number;
  readonly disabled?: boolean;
}

/** A menu of fixed choices; 25 at most. */
export function select(definition: SelectDefinition): APIStringSelectComponent {
  const { id, choices, placeholder, least, most, disabled } = definition;
  return {
    type: 3,
    custom_id: id,
    options: choices.map(selectOption),
    ...(placeholder !== undefined && { placeholder }),
    ...(least !== undefined && { min_values: least }),
    ...(most !== undefined && { max_values: most }),
    ...(disabled && { disabled }),
  };
}

function selectOption({ label, value, description, emoji, selected }: SelectChoice): APISelectMenuOption {
  return {
    label,
    value,
    ...(description !== undefined && { description }),
    ...(emoji !== undefined && { emoji: { name: emoji } }),
    ...(selected && { default: true }),
  };
}

/** Up to five buttons, or one menu. */
export function row(
  ...components: readonly APIComponentInMessageActionRow[]
): APIActionRowComponent<APIComponentInMessageActionRow> {
  return { type: 1, components: [...components] };
}

export interface TextInputDefinition {
  readonly id: string;
  /** What the field is called; 45 characters at most. */
  readonly label: string;
  /** A line under the label; 100 characters at most. */
  readonly description?: string;
  readonly style?: keyof typeof TEXT_STYLES;
  /** Filled in already. */
  readonly value?: string;
  readonly placeholder?: string;
  readonly required?: boolean;
  readonly minLength?: number;
  readonly maxLength?: number;
}

/** A labelled text field of a modal. */
export function textInput(definition: TextInputDefinition): ModalComponent {
  const { id, style = 'short', value, placeholder, required = true, minLength, maxLength } = definition;
  const component: APITextInputComponent = {
    type: 4,
    custom_id: id,
    style: TEXT_STYLES[style],
    required,
    ...(value !== undefined && { value }),
    ...(placeholder !== undefined && { placeholder }),
    ...(minLength !== undefined && { min_length: minLength }),
    ...(maxLength !== undefined && { max_length: maxLength }),
  };
  return labelled(definition, component);
}

/** A labelled menu of a modal. */
export function selectInput(
  definition: SelectDefinition & {
    readonly label: string;
    readonly description?: string;
    readonly required?: boolean;
  },
): ModalComponent {
  const { required = true } = definition;
  return labelled(definition, { ...select(definition), required });
}

function labelled(
  { label, description }: { readonly label: string; readonly description?: string },
  component: APILabelComponent['component'],
): ModalComponent {
  return { type: 18, label, ...(description !== undefined && { description }), component };
}
