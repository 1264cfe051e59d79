// In Simplified Chinese; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const staff: Words['staff'] = {
  confirm: '确认',
  cancel: '取消',
  nothingYet: (left) => `尚未执行任何操作。此询问将于 ${left} 结束。`,
  cancelled: '已取消，未执行任何操作。',
  reason: (reason) => `原因：${reason}`,
  toldPlayer: '会通知该玩家。',
  toldBoth: '会通知双方玩家。',
  ban: {
    ask: (who) => `将 ${who} 从天梯封禁`,
    done: (who) => `${who} 已被天梯封禁`,
    until: (at, left) => `直到 ${at}（${left}）。`,
    forever: '无期限：直到有人解除。',
    replaces: (at) => `已被封禁至 ${at}。本次封禁将取而代之：`,
    replacesForever: '已被无期限封禁。本次封禁将取而代之：',
    waits: '正在排队，将离开队列。',
    matches: (count) => `将作废的未结束比赛：${count}`,
  },
  unban: {
    ask: (who) => `解除 ${who} 的封禁`,
    done: (who) => `${who} 的封禁已解除`,
    until: (at) => `原定持续到 ${at}。`,
    forever: '原本无期限。',
  },
  aborts: {
    ask: (who) => `设置 ${who} 本月剩余的取消次数`,
    done: (who) => `已设置 ${who} 本月剩余的取消次数`,
    change: (before, after) => `${before} → **${after}**`,
  },
  forget: {
    ask: (who) => `清除 ${who} 填写的个人资料`,
    done: (who) => `${who} 填写的个人资料已清除`,
    taken: '将清除：名字、战网昵称、其他名字、国家、地区及其所有旧值、排队选择、对条款的同意。',
    kept: '比赛、积分和名次以“Deleted player”之名保留；封禁保留。已发送的消息不变。',
    forGood: '**此操作无法撤销。**',
  },
  dequeue: {
    ask: (who) => `将 ${who} 移出队列`,
    done: (who) => `${who} 已移出队列`,
  },
  clearQueue: {
    ask: '清空队列',
    done: '队列已清空',
    waiting: (count) => `正在排队的玩家：${count}。每人都会收到通知。`,
  },
  adjust: {
    ask: (who, faction) => `更改 ${who} 的 ${faction} 积分`,
    done: (who, faction) => `已更改 ${who} 的 ${faction} 积分`,
    change: (before, after, change) => `${before} → **${after}**（${change}）`,
  },
  resolve: {
    ask: (match) => `裁定比赛 ${match}`,
    done: (match) => `比赛 ${match} 已裁定`,
    between: (first, second) => `${first} 对 ${second}`,
    wins: (name) => `**${name}** 获胜。`,
    draw: '结果为**平局**。',
    moves: (first, change, second, otherChange) => `积分：${first} ${change}，${second} ${otherChange}。`,
  },
  voids: {
    ask: (match) => `将未结束的比赛 ${match} 作废`,
    done: (match) => `比赛 ${match} 已作废`,
    back: '比赛尚未开始：双方回到队列最前面。',
    nothing: '对任何人都不计，积分不变。',
  },
  undo: {
    ask: (match) => `撤销已有结果的比赛 ${match}`,
    done: (match) => `比赛 ${match} 已撤销`,
    later: '此后比赛造成的变动保留。',
  },
  seasonClose: {
    ask: (season) => `关闭赛季 ${season}`,
    done: (season) => `赛季 ${season} 已关闭`,
    frozen: '排名将永久保留。',
    pause: '开启下个赛季之前不能比赛。',
    next: {
      ask: (season) => `赛季 **${season}** 随即开始。`,
      done: (season) => `赛季 **${season}** 已开始。`,
    },
    matches: (count) => `将作废的未结束比赛：${count}`,
    waiting: (count) => `将离开队列的玩家：${count}`,
  },
  seasonOpen: {
    ask: (season) => `开启赛季 ${season}`,
    done: (season) => `赛季 ${season} 已开启`,
    ends: (at, left) => `预计持续到 ${at}（${left}），由管理组关闭。`,
    carried: (count) => `从上个赛季继承并向初始值拉近的积分：${count}`,
    following: (first) => `前 ${first} 个立即继承，其余在几分钟内完成；加入队列的玩家会立即得到自己的积分。`,
    maps: (names) => `地图：${names}`,
  },
  seasonMaps: {
    ask: (season) => `更改赛季 ${season} 的地图`,
    done: (season) => `赛季 ${season} 的地图已更改`,
    few: (vetoes) => `两位各否决 ${vetoes} 张的玩家可能不剩任何地图，届时不会配对。`,
    choose: (season) => `赛季 ${season} 的地图。请选择今后要用的所有地图。`,
    placeholder: '地图',
  },
  admins: {
    add: {
      ask: (who) => `将 ${who} 加入管理组`,
      done: (who) => `${who} 已加入管理组`,
    },
    remove: {
      ask: (who) => `将 ${who} 移出管理组`,
      done: (who) => `${who} 已不在管理组`,
    },
    may: '管理组可以使用 `/admin` 的全部功能。',
    none: '还没有管理组成员。可用 `/owner admin add` 添加。',
    list: (count) => `管理组：${count}`,
    line: (who, granted, by) => `${who}，自 ${granted} 起，由 ${by} 添加`,
  },
};
