// In Korean; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const profile: Words['profile'] = {
  from: (region) => `지역: ${region}`,
  noSeason: '지금은 진행 중인 시즌이 없습니다.',
  lastSeason: (season) => `**${season}** 시즌의 최종 결과입니다.`,
  noMatch: '이번 시즌에 아직 경기가 없습니다.',
  unranked: '등급 없음: 한 경기를 하면 다시 생깁니다',
  unrankedThen: '시즌이 끝났을 때 등급 없음',
  unplayed: '이번 시즌으로 이어받았지만 아직 경기가 없습니다: 한 경기를 하면 등급이 생깁니다',
  place: (place, ranked) => `${ranked} 중 ${place}위`,
  form: (letters) => `최근 경기 \`${letters}\` (최신순)`,
  peak: (rating, played) => `최고 ${rating} · 마지막 경기 ${played}`,
  results: { win: '승', loss: '패', draw: '무' },
};
