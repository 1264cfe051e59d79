// In Spanish; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const setup: Words['setup'] = {
  title: 'Tus datos',
  displayNameHint: (least, most) => `De ${least} a ${most} letras. Lo ve todo el mundo.`,
  battleTagHint: 'Lo ven tus rivales, para encontrarte en el juego.',
  battleTagExample: 'Nombre#12345',
  alternateHint: 'Opcional: cómo más se te conoce, en cualquier escritura.',
  alternateNames: 'Otros nombres',
  none: '—',
  notChosen: 'sin elegir',
  choose: 'Ahora elige abajo tu región y tu país.',
  check: '¿Está todo bien? Entonces pulsa **Confirmar**.',
  regionMenu: 'Tu región: desde dónde juegas',
  countryMenu: 'Tu país',
  otherCountries: 'Más países, por su nombre',
  likelyCountries: 'Países: los probables para ti',
  countriesBetween: (first, last) => `Países: ${first} – ${last}`,
  edit: 'Cambiar',
  confirm: 'Confirmar',
  welcome: (name) => `¡Te damos la bienvenida, **${name}**! Ya puedes jugar: \`/queue\` te busca rival.`,
  saved: (name) => `Tus datos están guardados, **${name}**. \`/queue\` te busca rival.`,
};
