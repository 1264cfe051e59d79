// In Korean; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const prune: Words['prune'] = {
  going: (count) => `다이렉트 메시지에서 지금 지우는 봇의 오래된 메시지: **${count}**개.`,
  more: '더 있습니다. `/prune`을 다시 쓰면 다음 것을 지웁니다.',
  nothing: '다이렉트 메시지에 봇의 오래된 메시지가 없습니다.',
  stays: (minutes) => `${minutes}분이 지나지 않은 메시지와 끝나지 않은 경기는 남습니다.`,
};
