// In Korean; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const failure: Words['failure'] = {
  unknown:
    '더 이상 사용할 수 없습니다. 이전 버전의 것일 수 있습니다. `/help`에서 사용할 수 있는 것을 보세요.',
  failed: (reference) =>
    `저희 쪽에 문제가 생겼습니다. 다시 시도해 주세요. 계속되면 운영진에게 이 번호를 알려 주세요: \`${reference}\``,
  lateModal: '여는 데 너무 오래 걸렸습니다. 다시 시도해 주세요.',
};
