// In Korean; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const dispute: Words['dispute'] = {
  open: (match) => `경기 ${match}: 보고가 서로 다릅니다`,
  over: (match) => `경기 ${match}: 분쟁이 끝났습니다`,
  ask: '두 사람에게 물어본 뒤 여기서 결정하세요. 한 번 누르면 바로 적용됩니다. 자세한 내용은 `/admin match`에 있습니다.',
  about: (parts) => `경기 정보: ${parts}.`,
  deadline: (at, left) => `${at}(${left})까지 아무도 결정하지 않으면 무효가 됩니다.`,
  faction: (faction, rating) => `${faction}, ${rating}`,
  reported: {
    win: '보고: **이겼습니다**',
    loss: '보고: **졌습니다**',
    draw: '보고: **무승부**',
  },
  notReported: '보고 없음',
  stakes: (win, draw, loss) => `걸린 점수: 승 ${win}, 무 ${draw}, 패 ${loss}`,
  moved: (points) => `레이팅 ${points}`,
  wins: (name) => `${name} 승`,
  draw: '무승부',
  void: '무효',
  drawn: '무승부입니다.',
  voided: '이 경기는 무효이며 누구에게도 반영되지 않습니다.',
  notOver: '아직 진행 중입니다.',
  endedBy: {
    staff: '운영진이 결정했습니다.',
    ban: '이용 정지로 끝났습니다.',
    deadline: '제때 아무도 결정하지 않았습니다.',
    reports: '두 사람의 보고가 같습니다.',
    'one-report': '한 사람만 보고했습니다.',
    player: '한 사람이 취소했습니다.',
  },
  settledBy: (who) => `${who} 님이 결정했습니다.`,
  bannedBy: (who) => `${who} 님의 이용 정지 처분으로 끝났습니다.`,
  map: (name) => `맵 ${name}`,
  server: (name) => `서버 ${name}`,
};
