// In Simplified Chinese; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const dispute: Words['dispute'] = {
  open: (match) => `比赛 ${match}：双方报告不一致`,
  over: (match) => `比赛 ${match}：争议已结束`,
  ask: '请询问双方，然后在此裁定：一次点击，立即生效。全部详情见 `/admin match`。',
  about: (parts) => `比赛信息：${parts}。`,
  deadline: (at, left) => `若到 ${at}（${left}）仍无人裁定，比赛作废。`,
  faction: (faction, rating) => `${faction}，${rating}`,
  reported: {
    win: '报告：**我赢了**',
    loss: '报告：**我输了**',
    draw: '报告：**平局**',
  },
  notReported: '未报告',
  stakes: (win, draw, loss) => `赌注：胜 ${win}，平 ${draw}，负 ${loss}`,
  moved: (points) => `积分 ${points}`,
  wins: (name) => `${name} 胜`,
  draw: '平局',
  void: '作废',
  drawn: '结果为平局。',
  voided: '比赛作废，对任何人都不计。',
  notOver: '比赛仍在进行。',
  endedBy: {
    staff: '由管理组裁定。',
    ban: '因封禁而结束。',
    deadline: '无人按时裁定。',
    reports: '双方报告一致。',
    'one-report': '只有一方报告。',
    player: '其中一方取消了比赛。',
  },
  settledBy: (who) => `由 ${who} 裁定。`,
  bannedBy: (who) => `因 ${who} 的封禁而结束。`,
  map: (name) => `地图 ${name}`,
  server: (name) => `服务器 ${name}`,
};
