// What went wrong on our side.

export const failure = {
  unknown: 'This is not available any more; it may come from an older version. `/help` lists what there is.',
  failed: (reference: string) =>
    `Something went wrong on our side. Please try again; if it stays, give staff this reference: \`${reference}\``,
  lateModal: 'Opening this took too long. Please try again.',
};
