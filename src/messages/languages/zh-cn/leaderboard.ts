// In Simplified Chinese; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const leaderboard: Words['leaderboard'] = {
  title: (season) => `排行榜 · ${season}`,
  ends: '赛季预计结束',
  final: '赛季已结束，最终排名确定于',
  nobodyRanked: '本赛季还没有人有段位。第一场比赛之后就会有。',
  nobodyWasRanked: '该赛季没有人有段位。',
  nobodyFits: '没有人符合这些条件。',
  nobodyFromHere: '从该名次起没有人符合这些条件；可用菜单回到榜首。',
  places: (first, last, ranked) => `第 ${first}–${last} 名，共 ${ranked}`,
  ranked: (_, count) => `共 ${count} 个段位成绩`,
  score: '胜–负–平',
  only: (filters) => `仅 ${filters}`,
  rank: (rank) => `${rank} 段位`,
  bestOfEach: '每位玩家最强的种族',
  previous: '上一页',
  next: '下一页',
  jumpToMe: '跳到我',
  everyFaction: '每个种族',
  bestOnly: '仅最强种族',
  notOnly: (country) => `不限于 ${country}`,
  allFactions: '所有种族',
  allRanks: '所有段位',
  rankChoice: (rank) => `${rank} 段位`,
};
