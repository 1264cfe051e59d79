// In Korean; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const staffRefusal: Words['staffRefusal'] = {
  userUnknown: (who) => `${who}은(는) 래더를 쓴 적이 없습니다.`,
  durationUnreadable: (typed) =>
    `**${typed}**은(는) 기간이 아닙니다. 90m, 12h, 3d, 2w처럼 쓰세요(최대 10년). 비우면 기한 없는 정지입니다.`,
  plain: {
    'owner-only': '이 봇의 관리자만 할 수 있습니다.',
    'match-unknown': '이 번호의 경기가 없습니다. 진행 중인 경기는 `/admin snapshot`에 있습니다.',
    'match-decided': '이미 결정된 경기입니다. `/admin void`로 되돌릴 수 있습니다.',
    'not-yours': '명령어를 쓴 사람만 답할 수 있습니다.',
    'confirmation-gone':
      '지금은 아무 일도 일어나지 않았습니다. 이미 확인했거나 취소했거나, 너무 오래되었습니다.',
    'confirmation-expired': '너무 오래된 질문입니다. 아무 일도 일어나지 않았습니다. 명령어를 다시 쓰세요.',
    'not-banned': '이용 정지된 플레이어가 아닙니다.',
    'not-in-queue': '대기열에 있는 플레이어가 아닙니다.',
    'queue-empty': '대기열에 아무도 없습니다.',
    'rating-changed':
      '질문 이후 레이팅이 바뀌어 아무 일도 일어나지 않았습니다. 명령어를 다시 써서 새 값을 확인하세요.',
    'rating-same': '이미 그 레이팅입니다. 바뀌는 것이 없습니다.',
    'season-open': '이미 열린 시즌이 있습니다. 먼저 `/admin season close`로 닫으세요.',
    'season-name-taken': '같은 이름의 시즌이 있었습니다. 다른 이름을 고르세요.',
    'season-carries': '이전 시즌으로 레이팅을 아직 옮기는 중입니다. 몇 분 뒤에 다시 시도하세요.',
    'admin-already': '이미 운영진입니다.',
    'not-admin': '운영진이 아닙니다.',
    'own-match': '본인이 참가한 경기이므로 다른 운영진이 결정해야 합니다.',
    'own-standing': '본인에 관한 것은 다른 운영진이 바꿔야 합니다.',
    'forget-admin': '운영진인 사용자입니다. 먼저 이 봇의 관리자가 `/owner admin remove`로 제외해야 합니다.',
    'forget-busy': '대기열이나 경기에 있는 플레이어입니다. 먼저 내보내거나 경기를 결정하세요.',
    'forgotten-already': '이 플레이어가 입력한 정보는 이미 지워졌습니다.',
    'ban-of-owner': '이 봇의 관리자는 이용 정지할 수 없습니다.',
    'ban-of-admin': '운영진의 이용 정지와 그 해제는 이 봇의 관리자만 할 수 있습니다.',
    'ban-changed':
      '질문 이후 다른 운영진이 이 플레이어를 정지하거나 해제하여 아무 일도 일어나지 않았습니다. 명령어를 다시 쓰세요.',
    'player-missing': '대상을 정하세요. `user`에서 멤버를 고르거나 `player`에 래더 이름을 입력하세요.',
    'no-maps': '맵이 없는 게임입니다.',
    'season-unknown': '그런 시즌이 없습니다. 입력하면 나오는 목록에서 고르세요.',
  },
};
