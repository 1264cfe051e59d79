// In Korean; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const history: Words['history'] = {
  title: (player) => `${player} 님의 기록`,
  none: '아직 경기가 없습니다. `/queue`로 첫 경기를 시작하세요.',
  games: (_, count) => `반영된 경기 ${count}회`,
  result: {
    win: (opponent) => `**승** 상대 ${opponent}`,
    loss: (opponent) => `**패** 상대 ${opponent}`,
    draw: (opponent) => `**무** 상대 ${opponent}`,
    undone: (opponent) => `**되돌림**(운영진): 상대 ${opponent}`,
    void: (opponent) => `**무효**: 상대 ${opponent}`,
    aborted: (opponent) => `**취소**: 상대 ${opponent}`,
    expired: (opponent) => `**불발**: 상대 ${opponent}`,
    disputed: (opponent) => `**분쟁 중**: 상대 ${opponent}`,
    live: (opponent) => `**진행 중**: 상대 ${opponent}`,
  },
  rating: (before, after, moved) => `${before} → **${after}** (${moved})`,
  factions: (own, opponent) => `${own} 대 ${opponent}`,
  adjusted: (faction) => `**조정**(운영진): ${faction}`,
  seasonBegins: (season, faction) => `**${season}** 시작: ${faction}`,
  reason: (reason) => `사유: ${reason}`,
  previous: '이전',
  next: '다음',
};
