// In Korean; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const help: Words['help'] = {
  title: (game) => `${game}: 랭크 래더`,
  begin: '처음이신가요? 세 단계면 됩니다: `/terms`, `/setup`, `/queue`.',
  private: '명령어는 여기와 봇의 다이렉트 메시지에서 쓸 수 있으며, 답은 나에게만 보입니다.',
};
