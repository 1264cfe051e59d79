// In Simplified Chinese; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const profile: Words['profile'] = {
  from: (region) => `所在地区：${region}`,
  noSeason: '目前没有进行中的赛季。',
  lastSeason: (season) => `以下是 **${season}** 的最终结果。`,
  noMatch: '本赛季还没有比赛。',
  unranked: '无段位：打一场比赛即可恢复',
  unrankedThen: '赛季结束时无段位',
  unplayed: '已继承到本赛季，尚未比赛：打一场即可获得段位',
  place: (place, ranked) => `第 ${place} 名，共 ${ranked}`,
  form: (letters) => `近期比赛 \`${letters}\`，最新在前`,
  peak: (rating, played) => `最高 ${rating} · 上次比赛 ${played}`,
  results: { win: '胜', loss: '负', draw: '平' },
};
