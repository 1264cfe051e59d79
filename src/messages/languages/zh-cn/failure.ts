// In Simplified Chinese; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const failure: Words['failure'] = {
  unknown: '该功能已不可用，可能来自旧版本。`/help` 列出了现有功能。',
  failed: (reference) => `我们这边出了问题。请重试；如果仍然如此，请把此编号告诉管理组：\`${reference}\``,
  lateModal: '打开耗时过长，请重试。',
};
