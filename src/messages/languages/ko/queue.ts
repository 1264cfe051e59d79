// In Korean; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const queue: Words['queue'] = {
  title: (season) => `대기열 · ${season}`,
  waiting: (since) => `${since} 대기열에 들어왔습니다. 경기가 잡히면 메시지가 옵니다.`,
  notWaiting: '대기열에 있지 않습니다. 들어가면 경기가 잡힐 때 메시지가 옵니다.',
  chooseFaction: '대기열에 있지 않습니다. 먼저 종족을 고른 뒤 들어가세요.',
  offerBoth: '양쪽에서 한 종족씩 고르면 상대를 더 빨리 찾습니다.',
  fields: {
    waiting: '대기 중인 플레이어',
    wave: '다음 경기 배정',
    window: '상대 범위',
    ends: '대기 종료',
    factions: '내 종족',
    vetoes: '내 맵 거부',
  },
  window: (points, more) => `레이팅 차이 **${points}**점 이내. 배정이 있을 때마다 ${more}점씩 넓어집니다`,
  nothing: '없음',
  rating: (faction, rating) => `${faction} · ${rating}`,
  menus: {
    faction: '종족을 고르세요',
    factionOf: (side) => `${side}: 종족을 고르세요`,
    rating: (rating) => `내 레이팅: ${rating}`,
    vetoes: (most) => `원하지 않는 맵, 최대 ${most}개`,
  },
  buttons: { join: '대기열 들어가기', leave: '대기열 나가기', refresh: '새로 고침' },

  abort: {
    ask: (left) =>
      `이 경기를 취소할까요? 레이팅은 변하지 않지만 두 사람 모두 대기열에서 빠집니다. 이번 달 남은 취소 횟수: **${left}**.`,
    keep: '계속하기',
    kept: '경기를 계속합니다.',
  },
};
