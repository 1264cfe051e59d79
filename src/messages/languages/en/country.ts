// The two countries that no list of countries has.

export const country = { notRepresenting: 'Not representing', other: 'Other' };
