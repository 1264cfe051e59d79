// Pictures for bot and players, drawn here so that none has to be asked for elsewhere.

const LADDER = '<path d="M44 28v72M84 28v72M44 46h40M44 64h40M44 82h40"/>';
const PERSON = '<circle cx="64" cy="50" r="20"/><path d="M28 112c0-44 72-44 72 0"/>';

export const botAvatar = avatar('#5865f2', LADDER);

/** Another colour for another name. */
export function playerAvatar(name: string): string {
  const hue = [...name].reduce((sum, letter) => sum * 31 + (letter.codePointAt(0) ?? 0), 7) % 360;
  return avatar(`hsl(${hue} 45% 42%)`, PERSON);
}

function avatar(ground: string, drawing: string): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 128 128"><rect width="128" height="128" fill="${ground}"/><g fill="none" stroke="#fff" stroke-width="9" stroke-linecap="round">${drawing}</g></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
