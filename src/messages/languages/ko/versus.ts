// In Korean; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const versus: Words['versus'] = {
  title: (opponent) => `나 대 ${opponent}`,
  notMet: (opponent) => `아직 **${opponent}** 님과 만난 적이 없습니다.`,
  total: (score, moved) => `내 전적 **${score}**, ${moved}점`,
  score: '승–패–무',
  expected: (own, theirs, score) => `지금 만나면(${own} 대 ${theirs}) 나의 기대 득점은 **${score}**입니다.`,
  factions: (own, opponent) => `${own} 대 ${opponent}`,
  pairs: '종족별',
  meetings: '최근 경기',
  result: { win: '승', loss: '패', draw: '무' },
};
