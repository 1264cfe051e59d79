// In Simplified Chinese; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const commands: Words['commands'] = {
  terms: { description: '天梯条款：阅读、接受或撤回同意' },
  setup: { description: '你的名字、地区和国家：参赛所需的资料，可随时修改' },
  profile: {
    description: '积分、段位、名次和近期战绩：你自己或其他玩家',
    player: '查看谁的资料；留空为你自己',
  },
  leaderboard: {
    description: '本赛季或其他赛季的排名',
    faction: '只看此种族',
    rank: '只看此段位',
    country: '只看此国家的玩家',
    bestOnly: '每位玩家一行：最强的种族',
    place: '从此名次开始',
    season: '哪个赛季；留空为最新的赛季',
  },
  history: {
    description: '比赛与积分记录，由近到远：你自己或其他玩家',
    player: '查看谁的记录；留空为你自己',
  },
  versus: {
    description: '你与另一位玩家的交手：结果、积分和预期胜率',
    player: '对手',
  },
  setcountry: { description: '更改你代表的国家', country: '输入国家名称' },
  prune: { description: '删除私信中机器人的旧消息' },
  queue: { description: '等待比赛：选择种族、进入、离开、当前比赛' },
  help: { description: '这个机器人能做什么，以及如何开始' },
};
