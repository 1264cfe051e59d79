// The address of a component or a modal: `command:action:argument:…`, carried in Discord's custom_id. It is all
// the memory a message has, so nothing about an open page or dialogue is kept on the server, and the command
// that made the component is found without a second registry.

/** Discord's limit. Counted here in UTF-16 units, which are never fewer than the characters Discord counts. */
const CUSTOM_ID_LENGTH = 100;

export interface CustomId {
  readonly command: string;
  readonly action: string;
  readonly arguments: readonly string[];
}

/** Throws when the result is longer than Discord accepts: its maker is wrong, not its user. */
export function customId(command: string, action: string, ...args: readonly (string | number)[]): string {
  if (command === '' || action === '') throw new RangeError('a custom_id needs a command and an action');
  const id = [command, action, ...args].map(escapePart).join(':');
  if (id.length > CUSTOM_ID_LENGTH) {
    throw new RangeError(`custom_id "${id}" is longer than ${CUSTOM_ID_LENGTH} characters`);
  }
  return id;
}

/** Reads any custom_id; one that was not made here has an owner that no command bears. */
export function parseCustomId(id: string): CustomId {
  const [command = '', action = '', ...args] = id.split(':').map(restorePart);
  return { command, action, arguments: args };
}

function escapePart(part: string | number): string {
  return String(part).replaceAll('%', '%25').replaceAll(':', '%3A');
}

function restorePart(part: string): string {
  return part.includes('%') ? part.replaceAll('%3A', ':').replaceAll('%25', '%') : part;
}
