// In Korean; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const match: Words['match'] = {
  title: {
    proposed: (opponent) => `경기를 찾았습니다: 상대 ${opponent}`,
    live: (opponent) => `경기 진행 중: 상대 ${opponent}`,
    disputed: (opponent) => `분쟁 중: ${opponent} 님과의 경기`,
    win: (opponent) => `${opponent} 님을 이겼습니다`,
    loss: (opponent) => `${opponent} 님에게 졌습니다`,
    draw: (opponent) => `${opponent} 님과 비겼습니다`,
    aborted: (opponent) => `취소됨: ${opponent} 님과의 경기`,
    expired: (opponent) => `불발: ${opponent} 님과의 경기`,
    void: (opponent) => `무효: ${opponent} 님과의 경기`,
    undone: (opponent) => `되돌림: ${opponent} 님과의 경기`,
  },

  proposed: {
    accept: (ends) => `경기하시겠어요? 제안은 ${ends} 끝나며, 수락하지 않으면 대기열에서 나갑니다.`,
    opponentAccepted: (opponent) => `**${opponent}** 님은 수락하고 기다리고 있습니다.`,
    accepted: (opponent, ends) =>
      `수락했습니다. 이제 **${opponent}** 님의 차례입니다. 제안은 ${ends} 끝납니다.`,
    detailsFollow: '두 사람이 모두 수락하면 어디서 경기하고 서로 어떻게 찾는지 여기에 나옵니다.',
  },
  live: {
    play: (ends) =>
      `두 사람이 모두 수락했습니다. 경기를 마친 뒤 여기서 결과를 보고하세요. 시간은 ${ends} 끝납니다.`,
    reported: (opponent, result, ends) =>
      `**${result}**(으)로 보고했습니다. **${opponent}** 님이 보고하기 전까지 바꿀 수 있습니다. 다른 보고가 없으면 ${ends} 이 보고대로 확정됩니다.`,
    opponentReported: (opponent, result, ends) =>
      `**${opponent}** 님이 **${result}**(으)로 보고했습니다. 결과를 보고해 주세요. 보고하지 않으면 ${ends} 상대의 보고대로 확정됩니다.`,
  },
  disputed: (ends) =>
    `보고가 서로 달라 운영진이 결정합니다. 기다리지 않고 다시 대기열에 들어가도 됩니다. 아무도 결정하지 않으면 ${ends} 무효가 됩니다.`,
  decided: {
    reports: '두 사람의 보고가 같습니다.',
    oneReport: '한 사람만 제때 보고해, 그 보고대로 확정되었습니다.',
    staff: '운영진이 이 경기를 결정했습니다.',
  },
  aborted: {
    byYou: '내가 취소했습니다. 레이팅은 변하지 않았습니다.',
    byOpponent: (opponent) => `**${opponent}** 님이 취소했습니다. 레이팅은 변하지 않았습니다.`,
    queueAgain: '`/queue`로 다시 대기할 수 있습니다.',
  },
  expired: {
    declinedByYou: '거절하고 대기열에서 나왔습니다.',
    declinedByOpponent: (opponent) => `**${opponent}** 님이 거절했습니다.`,
    missedByYou: '제때 수락하지 않아 대기열에서 나왔습니다.',
    missedByOpponent: (opponent) => `**${opponent}** 님이 제때 수락하지 않았습니다.`,
  },
  void: {
    noReport: '두 사람 모두 제때 보고하지 않았습니다. 레이팅은 변하지 않았습니다.',
    unsettled: '보고가 서로 달랐고 제때 결정되지 않았습니다. 레이팅은 변하지 않았습니다.',
    staff: '운영진이 무효로 처리했습니다. 레이팅은 변하지 않았습니다.',
    ban: '한 사람의 이용이 정지되었습니다. 레이팅은 변하지 않았습니다.',
  },
  undone: '운영진이 결과를 되돌렸습니다. 이 경기로 변한 레이팅도 취소되었습니다.',
  waitsAgain: '지금까지 기다린 시간을 그대로 가지고 대기열로 돌아왔습니다.',

  fields: {
    opponent: '상대',
    you: '나',
    stakes: '걸린 점수',
    map: '맵',
    server: '서버',
    inGame: '게임 내 이름',
    reports: '보고',
    rating: '내 레이팅',
  },
  stakes: (win, draw, loss) => `승 **${win}**, 무 **${draw}**, 패 **${loss}**`,
  rating: (after, moved) => `**${after}** (${moved})`,
  inGamePrivately: '다른 사람도 보는 곳입니다. `/queue`에서 나에게만 보입니다.',
  report: { win: '승리', loss: '패배', draw: '무승부' },
  noReport: '아직 없음',
  reports: (own, opponent, theirs) => `나: **${own}**\n${opponent}: **${theirs}**`,
  footer: (season, id) => `${season} · 경기 ${id}`,

  buttons: {
    accept: '수락',
    decline: '거절',
    win: '이겼습니다',
    loss: '졌습니다',
    draw: '무승부',
    abort: '경기 취소',
    queueAgain: '다시 대기열로',
  },
};
