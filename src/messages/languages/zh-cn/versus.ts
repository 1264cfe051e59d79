// In Simplified Chinese; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const versus: Words['versus'] = {
  title: (opponent) => `你对 ${opponent}`,
  notMet: (opponent) => `你还没有遇到过 **${opponent}**。`,
  total: (score, moved) => `你的战绩 **${score}**，${moved} 分`,
  score: '胜–负–平',
  expected: (own, theirs, score) => `如果现在交手（${own} 对 ${theirs}），你的预期得分为 **${score}**。`,
  factions: (own, opponent) => `${own} 对 ${opponent}`,
  pairs: '按种族',
  meetings: '最近的比赛',
  result: { win: '胜', loss: '负', draw: '平' },
};
