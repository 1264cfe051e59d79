// In Korean; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const leaderboard: Words['leaderboard'] = {
  title: (season) => `순위표 · ${season}`,
  ends: '시즌 종료 예정',
  final: '시즌이 끝났습니다. 최종 순위 확정',
  nobodyRanked: '이번 시즌에는 아직 등급을 받은 사람이 없습니다. 첫 경기가 끝나면 생깁니다.',
  nobodyWasRanked: '이 시즌에는 등급을 받은 사람이 없었습니다.',
  nobodyFits: '조건에 맞는 사람이 없습니다.',
  nobodyFromHere: '이 순위부터는 조건에 맞는 사람이 없습니다. 메뉴에서 처음으로 돌아갈 수 있습니다.',
  places: (first, last, ranked) => `${ranked} 중 ${first}–${last}위`,
  ranked: (_, count) => `등급 ${count}개`,
  score: '승–패–무',
  only: (filters) => `${filters}만`,
  rank: (rank) => `${rank} 등급`,
  bestOfEach: '플레이어별 최고 종족',
  previous: '이전',
  next: '다음',
  jumpToMe: '내 순위로',
  everyFaction: '종족별로 보기',
  bestOnly: '최고 종족만',
  notOnly: (country) => `${country} 외에도 보기`,
  allFactions: '모든 종족',
  allRanks: '모든 등급',
  rankChoice: (rank) => `${rank} 등급`,
};
