// In Simplified Chinese; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const announcement: Words['announcement'] = {
  match: (opponent) => `你有一场对阵 **${opponent}** 的比赛。`,
  reminder: (opponent, ends) => `要和 **${opponent}** 比赛吗？邀请将于 ${ends} 结束；不接受者将离开队列。`,
  live: (opponent) => `**${opponent}** 已接受，比赛开始。如何找到对方，请看比赛消息。`,
  opponentReported: {
    win: (opponent, ends) =>
      `**${opponent}** 报告自己**获胜**。请你也报告结果；否则 ${ends} 以对方的报告为准。`,
    loss: (opponent, ends) =>
      `**${opponent}** 报告自己**落败**。请你也报告结果；否则 ${ends} 以对方的报告为准。`,
    draw: (opponent, ends) =>
      `**${opponent}** 报告为**平局**。请你也报告结果；否则 ${ends} 以对方的报告为准。`,
  },
  reportReminder: (opponent, ends) =>
    `你与 **${opponent}** 比赛了吗？请报告结果：报告时间将于 ${ends} 结束。若双方都不报告，比赛作废。`,
  disputed: (opponent) => `你和 **${opponent}** 报告的结果不同，将由管理组裁定。在此期间你可以重新排队。`,
  decided: {
    win: (opponent) => `你战胜了 **${opponent}**。`,
    loss: (opponent) => `你输给了 **${opponent}**。`,
    draw: (opponent) => `你与 **${opponent}** 战平。`,
  },
  decidedByOneReport: '只有一方按时报告，以该报告为准。',
  decidedByStaff: '由管理组裁定。',
  rating: (rating, moved) => `你现在的积分是 **${rating}**（${moved}）。`,
  ratingAgain: (rating) => `你现在的积分是 **${rating}**。`,
  aborted: (opponent) => `**${opponent}** 取消了比赛。积分不变。使用 \`/queue\` 可重新排队。`,
  void: {
    deadline: (opponent) => `你与 **${opponent}** 的比赛因结果未能按时确定而作废。积分不变。`,
    staff: (opponent) => `管理组宣布你与 **${opponent}** 的比赛作废。积分不变。`,
    ban: (opponent) => `你与 **${opponent}** 的比赛因封禁而作废。积分不变。`,
  },
  undone: (opponent) => `管理组撤销了你与 **${opponent}** 的比赛结果。`,
  notPlayed: (opponent) => `你与 **${opponent}** 的比赛未能进行。`,
  leftQueue: (opponent) =>
    `你没有按时接受与 **${opponent}** 的比赛，已离开队列。使用 \`/queue\` 可重新排队。`,

  greeting: (game) =>
    `欢迎来到 ${game} 天梯！你的比赛会发到这里。使用 \`/queue\` 寻找对手，\`/help\` 查看其他命令。`,
  entryEnded: (since) =>
    `没有为你找到比赛；你于 ${since} 开始排队，现已离开队列。使用 \`/queue\` 可重新排队。`,
  unbanned: '你的封禁已解除，可以继续比赛。使用 `/queue` 进入队列。',
  removedFromQueue: '管理组已将你移出队列。使用 `/queue` 可重新排队。',
  queueOfClosedSeason: (season) =>
    `赛季 **${season}** 已结束，你已离开队列。下个赛季开始后可用 \`/queue\` 重新排队。`,
  queueOfNextSeason: (season, next) =>
    `赛季 **${season}** 已结束，**${next}** 已开始，你已离开队列。可用 \`/queue\` 重新排队。`,
  ratingAdjusted: (faction, before, after) => `管理组将你的 ${faction} 积分从 ${before} 改为 **${after}**。`,
  abortsSet: (left) => `管理组更改了你本月剩余的取消次数：**${left}**。`,
  forgotten:
    '管理组已清除你在天梯填写的个人资料。你的比赛和积分以中性名称保留。如想再参加，可用 `/terms` 和 `/setup`。',
  adminGranted: '你现在是本天梯的管理组成员。所需功能都在 `/admin`。',
  adminRevoked: '你不再是本天梯的管理组成员。',

  won: (winner, loser) => `${winner} 战胜 ${loser}`,
  drew: (one, other) => `${one} 与 ${other} 战平`,
  undoneResult: (one, other) => `${one} 对 ${other} 的结果已被撤销`,
  contestant: (name, seat) => `**${name}**（${seat}）`,
  onMap: (text, map) => `${text}，地图 ${map}`,
  newRating: (name, rating, moved) => `${name} **${rating}**（${moved}）`,
  ratingBack: (name, rating) => `${name} **${rating}**`,
  seasonClosed: (name) => `赛季 **${name}** 已结束，排名就此保留。感谢参与！`,
  seasonOpened: (name) => `赛季 **${name}** 已开始。使用 \`/queue\` 参赛，祝你好运！`,

  seasonOverdue: (name, ended) =>
    `赛季 **${name}** 原定于 ${ended} 结束，目前仍在进行。可用 \`/admin season close\` 关闭并开启下个赛季。`,
  undeliverable: (who, kind, fault) => `发给 ${who} 的消息（\`${kind}\`）无法送达：${fault}`,
  undeliverableToChannel: (kind, fault) => `发往比赛频道的消息（\`${kind}\`）无法送达：${fault}`,
  disputeUnheard: (fault) => `管理组尚未得知这一争议；机器人会继续尝试。原因：${fault}`,
  disputeReminder: (match, ends) => `比赛 ${match} 的争议尚无人裁定。比赛将于 ${ends} 作废。`,
};
