// In Simplified Chinese; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const staffRefusal: Words['staffRefusal'] = {
  userUnknown: (who) => `${who} 从未使用过天梯。`,
  durationUnreadable: (typed) =>
    `**${typed}** 不是有效时长。请写成 90m、12h、3d 或 2w，最长十年；留空为无期限封禁。`,
  plain: {
    'owner-only': '只有本机器人的维护者可以这样做。',
    'match-unknown': '没有此编号的比赛。`/admin snapshot` 列出了未结束的比赛。',
    'match-decided': '这场比赛已有结果：可用 `/admin void` 撤销。',
    'not-yours': '只有使用该命令的人可以回答。',
    'confirmation-gone': '此次未执行任何操作：已确认或取消，或已过期。',
    'confirmation-expired': '该询问已过期，未执行任何操作；请重新使用命令。',
    'not-banned': '该玩家没有被封禁。',
    'not-in-queue': '该玩家不在队列中。',
    'queue-empty': '队列中没有人。',
    'rating-changed': '询问之后积分已变化，因此未执行任何操作。请重新使用命令查看新的积分。',
    'rating-same': '积分已经是这个值，没有变化。',
    'season-open': '已有进行中的赛季。请先用 `/admin season close` 关闭。',
    'season-name-taken': '已有同名赛季，请换一个名称。',
    'season-carries': '仍在向前一赛季转入积分，请几分钟后再试。',
    'admin-already': '该用户已是管理组成员。',
    'not-admin': '该用户不是管理组成员。',
    'own-match': '你是这场比赛的玩家，须由其他管理组成员裁定。',
    'own-standing': '与你本人有关的内容须由其他管理组成员更改。',
    'forget-admin': '该用户是管理组成员。须先由本机器人的维护者用 `/owner admin remove` 移出。',
    'forget-busy': '该玩家正在排队或比赛中。请先移出队列或裁定比赛。',
    'forgotten-already': '该玩家填写的个人资料已清除。',
    'ban-of-owner': '不能封禁本机器人的维护者。',
    'ban-of-admin': '只有本机器人的维护者可以封禁管理组成员或解除其封禁。',
    'ban-changed': '询问之后已有其他人封禁或解封了该玩家，因此未执行任何操作。请重新使用命令。',
    'player-missing': '请指定对象：在 `user` 中选择成员，或在 `player` 中输入天梯名称。',
    'no-maps': '该游戏不使用地图。',
    'season-unknown': '没有这个赛季。请输入并从列表中选择。',
  },
};
