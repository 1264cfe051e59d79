// In Korean; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const announcement: Words['announcement'] = {
  match: (opponent) => `**${opponent}** 님과의 경기가 잡혔습니다.`,
  reminder: (opponent, ends) =>
    `**${opponent}** 님과 경기하시겠어요? 제안은 ${ends} 끝납니다. 수락하지 않으면 대기열에서 나가게 됩니다.`,
  live: (opponent) =>
    `**${opponent}** 님이 수락해 경기가 시작되었습니다. 서로 찾는 방법은 경기 메시지에 있습니다.`,
  opponentReported: {
    win: (opponent, ends) =>
      `**${opponent}** 님이 **이겼다고** 보고했습니다. 결과를 보고해 주세요. 보고하지 않으면 ${ends} 상대의 보고대로 확정됩니다.`,
    loss: (opponent, ends) =>
      `**${opponent}** 님이 **졌다고** 보고했습니다. 결과를 보고해 주세요. 보고하지 않으면 ${ends} 상대의 보고대로 확정됩니다.`,
    draw: (opponent, ends) =>
      `**${opponent}** 님이 **무승부**로 보고했습니다. 결과를 보고해 주세요. 보고하지 않으면 ${ends} 상대의 보고대로 확정됩니다.`,
  },
  reportReminder: (opponent, ends) =>
    `**${opponent}** 님과 경기했나요? 결과를 보고해 주세요. 보고 시간은 ${ends} 끝납니다. 아무도 보고하지 않으면 경기는 무효가 됩니다.`,
  disputed: (opponent) =>
    `**${opponent}** 님과 보고가 서로 달라 운영진이 결정합니다. 그동안 다시 대기열에 들어갈 수 있습니다.`,
  decided: {
    win: (opponent) => `**${opponent}** 님을 이겼습니다.`,
    loss: (opponent) => `**${opponent}** 님에게 졌습니다.`,
    draw: (opponent) => `**${opponent}** 님과 비겼습니다.`,
  },
  decidedByOneReport: '한 사람만 제때 보고해, 그 보고대로 확정되었습니다.',
  decidedByStaff: '운영진이 결정했습니다.',
  rating: (rating, moved) => `현재 레이팅은 **${rating}**(${moved})입니다.`,
  ratingAgain: (rating) => `현재 레이팅은 **${rating}**입니다.`,
  aborted: (opponent) =>
    `**${opponent}** 님이 경기를 취소했습니다. 레이팅은 변하지 않았습니다. \`/queue\`로 다시 대기할 수 있습니다.`,
  void: {
    deadline: (opponent) =>
      `**${opponent}** 님과의 경기는 제때 결과가 정해지지 않아 무효입니다. 레이팅은 변하지 않았습니다.`,
    staff: (opponent) =>
      `운영진이 **${opponent}** 님과의 경기를 무효로 처리했습니다. 레이팅은 변하지 않았습니다.`,
    ban: (opponent) =>
      `**${opponent}** 님과의 경기는 이용 정지로 인해 무효입니다. 레이팅은 변하지 않았습니다.`,
  },
  undone: (opponent) => `운영진이 **${opponent}** 님과의 경기 결과를 되돌렸습니다.`,
  notPlayed: (opponent) => `**${opponent}** 님과의 경기는 성사되지 않았습니다.`,
  leftQueue: (opponent) =>
    `**${opponent}** 님과의 경기를 제때 수락하지 않아 대기열에서 나왔습니다. \`/queue\`로 다시 대기할 수 있습니다.`,

  greeting: (game) =>
    `${game} 래더에 오신 것을 환영합니다! 경기가 잡히면 여기로 알려 드립니다. \`/queue\`로 상대를 찾고, \`/help\`에서 다른 명령어를 볼 수 있습니다.`,
  entryEnded: (since) =>
    `${since}에 대기를 시작했지만 경기를 찾지 못해 대기열에서 나왔습니다. \`/queue\`로 다시 대기할 수 있습니다.`,
  unbanned: '이용 정지가 해제되었습니다. 다시 경기할 수 있습니다. `/queue`로 대기열에 들어가세요.',
  removedFromQueue: '운영진이 대기열에서 내보냈습니다. `/queue`로 다시 대기할 수 있습니다.',
  queueOfClosedSeason: (season) =>
    `**${season}** 시즌이 끝나 대기열에서 나왔습니다. 다음 시즌이 시작되면 \`/queue\`로 다시 대기하세요.`,
  queueOfNextSeason: (season, next) =>
    `**${season}** 시즌이 끝나고 **${next}** 시즌이 시작되어 대기열에서 나왔습니다. \`/queue\`로 다시 대기하세요.`,
  ratingAdjusted: (faction, before, after) =>
    `운영진이 ${faction} 레이팅을 ${before}에서 **${after}**(으)로 변경했습니다.`,
  abortsSet: (left) => `운영진이 이번 달 남은 취소 횟수를 변경했습니다: **${left}**.`,
  forgotten:
    '운영진이 이 래더에 입력한 정보를 지웠습니다. 경기와 레이팅은 중립적인 이름으로 남습니다. 다시 하려면 `/terms`와 `/setup`을 쓰세요.',
  adminGranted: '이제 이 래더의 운영진입니다. 필요한 것은 `/admin`에 있습니다.',
  adminRevoked: '더 이상 이 래더의 운영진이 아닙니다.',

  won: (winner, loser) => `${winner} 승, ${loser} 패`,
  drew: (one, other) => `${one}, ${other} 무승부`,
  undoneResult: (one, other) => `${one} 대 ${other}의 결과가 취소되었습니다`,
  contestant: (name, seat) => `**${name}** (${seat})`,
  onMap: (text, map) => `${text} · 맵 ${map}`,
  newRating: (name, rating, moved) => `${name} **${rating}** (${moved})`,
  ratingBack: (name, rating) => `${name} **${rating}**`,
  seasonClosed: (name) => `**${name}** 시즌이 끝났습니다. 순위는 그대로 남습니다. 함께해 주셔서 고맙습니다!`,
  seasonOpened: (name) => `**${name}** 시즌이 시작되었습니다. \`/queue\`로 시작하세요. 행운을 빕니다!`,

  seasonOverdue: (name, ended) =>
    `**${name}** 시즌은 ${ended}에 끝날 예정이었지만 아직 열려 있습니다. \`/admin season close\`로 닫고 다음 시즌을 여세요.`,
  undeliverable: (who, kind, fault) => `${who}에게 메시지(\`${kind}\`)를 보내지 못했습니다: ${fault}`,
  undeliverableToChannel: (kind, fault) => `경기 채널에 메시지(\`${kind}\`)를 보내지 못했습니다: ${fault}`,
  disputeUnheard: (fault) =>
    `운영진에게 이 분쟁을 알리지 못하고 있으며, 봇이 계속 시도합니다. 원인: ${fault}`,
  disputeReminder: (match, ends) => `경기 ${match}의 분쟁이 아직 해결되지 않았습니다. ${ends} 무효가 됩니다.`,
};
