// In Korean; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const commands: Words['commands'] = {
  terms: { description: '래더 약관: 읽기, 동의하기, 동의 철회하기' },
  setup: { description: '이름, 지역, 국가: 경기에 필요한 정보이며 언제든 바꿀 수 있습니다' },
  profile: {
    description: '레이팅, 등급, 순위, 최근 전적: 나 또는 다른 플레이어',
    player: '누구의 프로필인지; 비우면 내 프로필',
  },
  leaderboard: {
    description: '이번 시즌 또는 다른 시즌의 순위',
    faction: '이 종족만',
    rank: '이 등급만',
    country: '이 국가 플레이어만',
    bestOnly: '플레이어마다 한 줄: 가장 높은 종족',
    place: '이 순위부터 보기',
    season: '어느 시즌인지; 비우면 가장 최근 시즌',
  },
  history: {
    description: '최근 경기부터 보는 경기와 레이팅 기록: 나 또는 다른 플레이어',
    player: '누구의 기록인지; 비우면 내 기록',
  },
  versus: {
    description: '다른 플레이어와의 상대 전적: 결과, 점수, 예상 승률',
    player: '상대',
  },
  setcountry: { description: '대표하는 국가 바꾸기', country: '국가 이름을 입력하세요' },
  prune: { description: '다이렉트 메시지에서 봇의 오래된 메시지 지우기' },
  queue: { description: '경기 대기: 종족 선택, 들어가기, 나가기, 현재 경기' },
  help: { description: '이 봇이 할 수 있는 일과 시작하는 방법' },
};
