// In Simplified Chinese; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const match: Words['match'] = {
  title: {
    proposed: (opponent) => `找到比赛：对手 ${opponent}`,
    live: (opponent) => `比赛进行中：对手 ${opponent}`,
    disputed: (opponent) => `有争议：你与 ${opponent} 的比赛`,
    win: (opponent) => `你战胜了 ${opponent}`,
    loss: (opponent) => `你输给了 ${opponent}`,
    draw: (opponent) => `你与 ${opponent} 战平`,
    aborted: (opponent) => `已取消：你与 ${opponent} 的比赛`,
    expired: (opponent) => `未进行：你与 ${opponent} 的比赛`,
    void: (opponent) => `作废：你与 ${opponent} 的比赛`,
    undone: (opponent) => `已撤销：你与 ${opponent} 的比赛`,
  },

  proposed: {
    accept: (ends) => `要比赛吗？邀请将于 ${ends} 结束；不接受者离开队列。`,
    opponentAccepted: (opponent) => `**${opponent}** 已接受，正在等你。`,
    accepted: (opponent, ends) => `你已接受。现在等待 **${opponent}**；邀请将于 ${ends} 结束。`,
    detailsFollow: '双方都接受后，这里会显示比赛地点以及如何找到对方。',
  },
  live: {
    play: (ends) => `双方都已接受。请完成比赛，然后在此报告结果：时间将于 ${ends} 结束。`,
    reported: (opponent, result, ends) =>
      `你已报告**${result}**，在 **${opponent}** 报告之前可以更改。若没有其他报告，${ends} 以你的报告为准。`,
    opponentReported: (opponent, result, ends) =>
      `**${opponent}** 已报告**${result}**。请你也报告结果；否则 ${ends} 以对方的报告为准。`,
  },
  disputed: (ends) =>
    `双方报告不一致，将由管理组裁定。你不必等待，可以重新排队。若无人裁定，比赛将于 ${ends} 作废。`,
  decided: {
    reports: '双方报告一致。',
    oneReport: '只有一方按时报告，以该报告为准。',
    staff: '管理组裁定了这场比赛。',
  },
  aborted: {
    byYou: '你取消了比赛。积分不变。',
    byOpponent: (opponent) => `**${opponent}** 取消了比赛。积分不变。`,
    queueAgain: '使用 `/queue` 可重新排队。',
  },
  expired: {
    declinedByYou: '你拒绝了比赛，因此离开了队列。',
    declinedByOpponent: (opponent) => `**${opponent}** 拒绝了比赛。`,
    missedByYou: '你没有按时接受，因此离开了队列。',
    missedByOpponent: (opponent) => `**${opponent}** 没有按时接受。`,
  },
  void: {
    noReport: '双方都没有按时报告结果。积分不变。',
    unsettled: '双方报告不一致，且无人按时裁定。积分不变。',
    staff: '管理组宣布比赛作废。积分不变。',
    ban: '其中一方被封禁。积分不变。',
  },
  undone: '管理组撤销了结果；它对你积分的影响已取消。',
  waitsAgain: '你已回到队列，之前等待的时间继续有效。',

  fields: {
    opponent: '对手',
    you: '你',
    stakes: '赌注',
    map: '地图',
    server: '服务器',
    inGame: '游戏内名称',
    reports: '报告',
    rating: '你的积分',
  },
  stakes: (win, draw, loss) => `胜 **${win}**，平 **${draw}**，负 **${loss}**`,
  rating: (after, moved) => `**${after}**（${moved}）`,
  inGamePrivately: '此处他人可见：使用 `/queue` 仅对你显示。',
  report: { win: '获胜', loss: '落败', draw: '平局' },
  noReport: '尚未报告',
  reports: (own, opponent, theirs) => `你：**${own}**\n${opponent}：**${theirs}**`,
  footer: (season, id) => `${season} · 比赛 ${id}`,

  buttons: {
    accept: '接受',
    decline: '拒绝',
    win: '我赢了',
    loss: '我输了',
    draw: '平局',
    abort: '取消比赛',
    queueAgain: '重新排队',
  },
};
