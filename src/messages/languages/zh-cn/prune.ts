// In Simplified Chinese; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const prune: Words['prune'] = {
  going: (count) => `正在从私信中删除我的旧消息：**${count}** 条。`,
  more: '还有更多；再次使用 `/prune` 处理下一批。',
  nothing: '私信中没有我的旧消息。',
  stays: (minutes) => `${minutes} 分钟以内的消息，以及尚未结束的比赛会保留。`,
};
