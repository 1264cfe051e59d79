// In German; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const setup: Words['setup'] = {
  title: 'Deine Angaben',
  displayNameHint: (least, most) => `${least} bis ${most} Buchstaben. Alle sehen ihn.`,
  battleTagHint: 'Deine Gegner sehen ihn, um dich im Spiel zu finden.',
  battleTagExample: 'Name#12345',
  alternateHint: 'Freiwillig: wie du sonst noch heißt, in jeder Schrift.',
  alternateNames: 'Weitere Namen',
  none: '—',
  notChosen: 'noch nicht gewählt',
  choose: 'Wähle jetzt unten deine Heimatregion und dein Land.',
  check: 'Stimmt alles? Dann drücke **Bestätigen**.',
  regionMenu: 'Deine Heimatregion: von wo du spielst',
  countryMenu: 'Dein Land',
  otherCountries: 'Weitere Länder, nach Namen',
  likelyCountries: 'Länder: wahrscheinlich für dich',
  countriesBetween: (first, last) => `Länder: ${first} – ${last}`,
  edit: 'Ändern',
  confirm: 'Bestätigen',
  welcome: (name) =>
    `Willkommen auf der Ladder, **${name}**! Du kannst jetzt spielen: \`/queue\` findet dir Gegner.`,
  saved: (name) => `Deine Angaben sind gespeichert, **${name}**. \`/queue\` findet dir Gegner.`,
};
