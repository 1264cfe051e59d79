// In Simplified Chinese; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const help: Words['help'] = {
  title: (game) => `${game}：排位天梯`,
  begin: '第一次来？三步即可：`/terms`、`/setup`、`/queue`。',
  private: '命令可在此处和我的私信中使用，只有你能看到回复。',
};
