// In Simplified Chinese; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const terms: Words['terms'] = {
  title: (game) => `${game}：天梯条款`,
  text: [
    '**公平竞技。** 不作弊，不接受他人帮助，不事先约定胜负。',
    '**一个账号。** 只用一个 Discord 账号亲自参赛，不得代打。',
    '**如实报告。** 如实说明比赛结果。双方报告不同时由管理组裁定，虚假报告可能导致封禁。',
    '**举止得体。** 接受你排到的比赛，打完比赛，尊重他人。',
    '**保存的内容：** 你的 Discord 编号和语言、在 `/setup` 中填写的内容及每次更改、排队时的选择、你的比赛、报告和积分，以及管理组对你的决定。名称、国家、积分和结果是公开的；对手会看到如何在游戏中找到你；管理组可以看到全部。',
    '**退出：** 随时在此按拒绝，你就不再参赛。已打的比赛会保留，因为它们也属于你的对手。如需删除其余内容，请联系管理组。',
  ],
  notAccepted: '你还没有接受条款。',
  acceptedAt: (at, ago) => `你于 ${at}（${ago}）接受了条款。`,
  declined: '你没有接受条款，因此不能比赛。你可以随时在此接受。',
  accept: '接受',
  decline: '拒绝',
  setUp: '填写资料',
  next: {
    setup: '下一步：**填写资料**，或使用 `/setup`。只需一分钟。',
    queue: '你可以比赛了：`/queue` 会为你寻找对手。',
  },
};
