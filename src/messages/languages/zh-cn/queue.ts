// In Simplified Chinese; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const queue: Words['queue'] = {
  title: (season) => `队列 · ${season}`,
  waiting: (since) => `你于 ${since} 进入队列。找到比赛后会发消息给你。`,
  notWaiting: '你不在队列中。进入队列后，找到比赛会发消息给你。',
  chooseFaction: '你不在队列中。请先选择种族，再进入队列。',
  offerBoth: '每一方各选一个种族，可以更快找到对手。',
  fields: {
    waiting: '排队玩家',
    wave: '下次配对',
    window: '对手范围',
    ends: '排队结束',
    factions: '你的种族',
    vetoes: '你否决的地图',
  },
  window: (points, more) => `积分差 **${points}** 以内；每次配对后范围扩大 ${more}`,
  nothing: '无',
  rating: (faction, rating) => `${faction} · ${rating}`,
  menus: {
    faction: '选择你的种族',
    factionOf: (side) => `${side}：选择你的种族`,
    rating: (rating) => `你的积分：${rating}`,
    vetoes: (most) => `不想打的地图，最多 ${most} 张`,
  },
  buttons: { join: '进入队列', leave: '离开队列', refresh: '刷新' },

  abort: {
    ask: (left) => `要取消这场比赛吗？积分不变，但之后双方都不在队列中。你本月剩余的取消次数：**${left}**。`,
    keep: '继续比赛',
    kept: '比赛继续。',
  },
};
