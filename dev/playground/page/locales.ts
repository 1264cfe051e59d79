// The languages that the bot speaks, by Discord's names of them.

export const LOCALES = [
  { id: 'en-US', name: 'English' },
  { id: 'de', name: 'Deutsch' },
  { id: 'es-ES', name: 'Español' },
  { id: 'ko', name: '한국어' },
  { id: 'zh-CN', name: '中文' },
] as const;
