// In Korean; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const staff: Words['staff'] = {
  confirm: '확인',
  cancel: '취소',
  nothingYet: (left) => `아직 아무 일도 일어나지 않았습니다. 이 질문은 ${left} 끝납니다.`,
  cancelled: '취소했습니다. 아무 일도 일어나지 않았습니다.',
  reason: (reason) => `사유: ${reason}`,
  toldPlayer: '플레이어에게 알립니다.',
  toldBoth: '두 플레이어에게 알립니다.',
  ban: {
    ask: (who) => `${who} 래더 이용 정지`,
    done: (who) => `${who}의 래더 이용을 정지했습니다`,
    until: (at, left) => `${at}(${left})까지.`,
    forever: '기한 없음: 누군가 해제할 때까지.',
    replaces: (at) => `이미 ${at}까지 정지되어 있습니다. 이 정지가 그것을 대신합니다:`,
    replacesForever: '이미 기한 없이 정지되어 있습니다. 이 정지가 그것을 대신합니다:',
    waits: '대기열에 있으며, 대기열에서 나갑니다.',
    matches: (count) => `무효가 되는 진행 중 경기: ${count}`,
  },
  unban: {
    ask: (who) => `${who} 이용 정지 해제`,
    done: (who) => `${who}의 이용 정지를 해제했습니다`,
    until: (at) => `원래 ${at}까지였습니다.`,
    forever: '기한이 없었습니다.',
  },
  aborts: {
    ask: (who) => `${who}의 이번 달 남은 취소 횟수 설정`,
    done: (who) => `${who}의 이번 달 남은 취소 횟수를 설정했습니다`,
    change: (before, after) => `${before} → **${after}**`,
  },
  forget: {
    ask: (who) => `${who}이(가) 입력한 정보 지우기`,
    done: (who) => `${who}이(가) 입력한 정보를 지웠습니다`,
    taken: '지우는 것: 이름, 배틀태그, 다른 이름, 국가, 지역, 이전 값 전부, 대기열 선택, 약관 동의.',
    kept: '경기, 레이팅, 순위는 “Deleted player”라는 이름으로 남고, 이용 정지도 남습니다. 이미 보낸 메시지는 그대로입니다.',
    forGood: '**되돌릴 수 없습니다.**',
  },
  dequeue: {
    ask: (who) => `${who}을(를) 대기열에서 내보내기`,
    done: (who) => `${who}을(를) 대기열에서 내보냈습니다`,
  },
  clearQueue: {
    ask: '대기열 비우기',
    done: '대기열을 비웠습니다',
    waiting: (count) => `대기 중인 플레이어: ${count}. 모두에게 알립니다.`,
  },
  adjust: {
    ask: (who, faction) => `${who}의 ${faction} 레이팅 변경`,
    done: (who, faction) => `${who}의 ${faction} 레이팅을 변경했습니다`,
    change: (before, after, change) => `${before} → **${after}** (${change})`,
  },
  resolve: {
    ask: (match) => `경기 ${match} 결정`,
    done: (match) => `경기 ${match}을(를) 결정했습니다`,
    between: (first, second) => `${first} 대 ${second}`,
    wins: (name) => `**${name}** 님이 이겼습니다.`,
    draw: '**무승부**.',
    moves: (first, change, second, otherChange) => `레이팅: ${first} ${change}, ${second} ${otherChange}.`,
  },
  voids: {
    ask: (match) => `진행 중인 경기 ${match} 무효 처리`,
    done: (match) => `경기 ${match}은(는) 무효입니다`,
    back: '아직 시작하지 않았으므로 두 사람 모두 대기열 맨 앞으로 돌아갑니다.',
    nothing: '누구에게도 반영되지 않으며 레이팅도 변하지 않습니다.',
  },
  undo: {
    ask: (match) => `결정된 경기 ${match} 되돌리기`,
    done: (match) => `경기 ${match}을(를) 되돌렸습니다`,
    later: '그 뒤에 한 경기의 변동은 그대로 남습니다.',
  },
  seasonClose: {
    ask: (season) => `시즌 ${season} 닫기`,
    done: (season) => `시즌 ${season}을(를) 닫았습니다`,
    frozen: '순위는 영구히 남습니다.',
    pause: '다음 시즌을 열 때까지 경기할 수 없습니다.',
    next: {
      ask: (season) => `시즌 **${season}**이(가) 바로 이어집니다.`,
      done: (season) => `시즌 **${season}**이(가) 시작되었습니다.`,
    },
    matches: (count) => `무효가 되는 진행 중 경기: ${count}`,
    waiting: (count) => `대기열에서 나가는 플레이어: ${count}`,
  },
  seasonOpen: {
    ask: (season) => `시즌 ${season} 열기`,
    done: (season) => `시즌 ${season}을(를) 열었습니다`,
    ends: (at, left) => `${at}(${left})까지 예정이며, 운영진이 닫습니다.`,
    carried: (count) => `지난 시즌에서 이어받아 시작값 쪽으로 당긴 레이팅: ${count}`,
    following: (first) =>
      `처음 ${first}개는 바로, 나머지는 몇 분에 걸쳐 이어받습니다. 대기열에 들어가는 사람은 자기 레이팅을 바로 받습니다.`,
    maps: (names) => `맵: ${names}`,
  },
  seasonMaps: {
    ask: (season) => `시즌 ${season} 맵 변경`,
    done: (season) => `시즌 ${season} 맵을 변경했습니다`,
    few: (vetoes) =>
      `두 사람이 각각 ${vetoes}개씩 거부하면 남는 맵이 없을 수 있고, 그러면 짝지어지지 않습니다.`,
    choose: (season) => `시즌 ${season}의 맵입니다. 앞으로 쓸 맵을 모두 고르세요.`,
    placeholder: '맵',
  },
  admins: {
    add: {
      ask: (who) => `${who}을(를) 운영진으로 추가`,
      done: (who) => `${who}은(는) 이제 운영진입니다`,
    },
    remove: {
      ask: (who) => `${who}을(를) 운영진에서 제외`,
      done: (who) => `${who}은(는) 더 이상 운영진이 아닙니다`,
    },
    may: '운영진은 `/admin` 전체를 쓸 수 있습니다.',
    none: '운영진이 없습니다. `/owner admin add`로 추가하세요.',
    list: (count) => `운영진: ${count}`,
    line: (who, granted, by) => `${who}, ${granted}부터, ${by}`,
  },
};
