// In Korean; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const setup: Words['setup'] = {
  title: '내 정보',
  displayNameHint: (least, most) => `${least}~${most}자. 모두에게 보입니다.`,
  battleTagHint: '게임에서 찾을 수 있도록 상대에게 보입니다.',
  battleTagExample: '이름#12345',
  alternateHint: '선택: 다른 이름이 있다면 어떤 문자로든 쓰세요.',
  alternateNames: '다른 이름',
  none: '—',
  notChosen: '아직 고르지 않음',
  choose: '아래에서 지역과 국가를 고르세요.',
  check: '모두 맞나요? 그러면 **확인**을 누르세요.',
  regionMenu: '지역: 어디에서 플레이하는지',
  countryMenu: '국가',
  otherCountries: '다른 국가, 이름순',
  likelyCountries: '국가: 자주 고르는 곳',
  countriesBetween: (first, last) => `국가: ${first} – ${last}`,
  edit: '수정',
  confirm: '확인',
  welcome: (name) =>
    `래더에 오신 것을 환영합니다, **${name}** 님! 이제 \`/queue\`로 상대를 찾을 수 있습니다.`,
  saved: (name) => `저장했습니다, **${name}** 님. \`/queue\`로 상대를 찾을 수 있습니다.`,
};
