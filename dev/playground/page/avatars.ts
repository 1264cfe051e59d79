// Read by the components as their script loads, so before it: without it they ask Discord's servers for pictures.
import { botAvatar } from '../../pictures/avatar.ts';

const NAMES = ['default', 'blue', 'gray', 'green', 'orange', 'red', 'pink'];

Object.assign(globalThis, {
  $discordMessage: { avatars: Object.fromEntries(NAMES.map((name) => [name, botAvatar])) },
});
