// In Simplified Chinese; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const setup: Words['setup'] = {
  title: '你的资料',
  displayNameHint: (least, most) => `${least} 至 ${most} 个字，所有人可见。`,
  battleTagHint: '对手会看到它，以便在游戏中找到你。',
  battleTagExample: '名称#12345',
  alternateHint: '可选：你的其他名称，任何文字均可。',
  alternateNames: '其他名称',
  none: '—',
  notChosen: '尚未选择',
  choose: '现在请在下方选择所在地区和国家。',
  check: '都正确吗？请按**确认**。',
  regionMenu: '所在地区：你在哪里玩',
  countryMenu: '你的国家',
  otherCountries: '更多国家，按名称',
  likelyCountries: '国家：可能是你的',
  countriesBetween: (first, last) => `国家：${first} – ${last}`,
  edit: '修改',
  confirm: '确认',
  welcome: (name) => `欢迎来到天梯，**${name}**！现在可以比赛了：\`/queue\` 会为你寻找对手。`,
  saved: (name) => `已保存，**${name}**。\`/queue\` 会为你寻找对手。`,
};
