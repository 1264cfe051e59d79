// In Simplified Chinese; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const history: Words['history'] = {
  title: (player) => `${player} 的记录`,
  none: '还没有比赛。用 `/queue` 开始第一场。',
  games: (_, count) => `计入 ${count} 场比赛`,
  result: {
    win: (opponent) => `**胜** 对手 ${opponent}`,
    loss: (opponent) => `**负** 对手 ${opponent}`,
    draw: (opponent) => `**平** 对手 ${opponent}`,
    undone: (opponent) => `**已撤销**（管理组）：对手 ${opponent}`,
    void: (opponent) => `**作废**：对手 ${opponent}`,
    aborted: (opponent) => `**已取消**：对手 ${opponent}`,
    expired: (opponent) => `**未进行**：对手 ${opponent}`,
    disputed: (opponent) => `**有争议**：对手 ${opponent}`,
    live: (opponent) => `**进行中**：对手 ${opponent}`,
  },
  rating: (before, after, moved) => `${before} → **${after}**（${moved}）`,
  factions: (own, opponent) => `${own} 对 ${opponent}`,
  adjusted: (faction) => `**调整**（管理组）：${faction}`,
  seasonBegins: (season, faction) => `**${season}** 开始：${faction}`,
  reason: (reason) => `原因：${reason}`,
  previous: '上一页',
  next: '下一页',
};
