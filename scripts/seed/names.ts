// Names that people could bear, in the scripts they write: made of syllables, three to twelve letters, none twice.
import { nameKey } from '../../src/ladder/player.ts';
import type { Chance } from './chance.ts';
import type { Script } from './homes.ts';

type Pieces = readonly [string, ...string[]];

const LONGEST = 12;

const latin = {
  begin: words('b br c d dr f g gr h j k kr l m n p r s sh st t tr v w z'),
  vowel: words('a e i o u a e i o ai ea ei ou'),
  middle: words('b d g l ll m n nd r rk rr s ss st t v x'),
  end: words('d k l m n nd r rn s sh st t th x') satisfies Pieces,
};

const cyrillic = {
  begin: words('б бр в г гр д ж з к кр л м н п р с ст т ф х ч ш'),
  vowel: words('а е и о у я ы о а'),
  middle: words('б в д ж к л м н нд р рк с ст т'),
  end: words('в й к л м н р с т х ш'),
};

const greek = {
  begin: words('β γ δ θ κ λ μ ν π ρ σ τ φ χ στ'),
  vowel: words('α ε ι ο η ω αι ου'),
  middle: words('β γ δ κ λ μ ν ρ σ τ νδ'),
  end: words('ς ν ρ ς'),
};

const KOREAN_FAMILY = '김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민나지엄';
const KOREAN_GIVEN =
  '가건경광권규근기나다대도동라래련리린명모무문미민범별병보빈사상서석선설성세소솔송수숙순승시신아안연영예오용우욱운원유윤은의이인일자재정제종주준중지진찬창채천철초춘충치태하한해향현형혜호홍화환효훈휘희';
const CHINESE_FAMILY =
  '王李張劉陳楊黃趙吳周徐孫馬朱胡郭何高林羅鄭梁謝宋唐許韓馮鄧曹彭曾蕭田董袁潘蔣蔡余杜葉程蘇魏呂丁任沈姚';
const CHINESE_GIVEN =
  '偉芳娜敏靜麗強磊洋勇艷軍傑娟濤明超秀霞平剛桂英華文玉建國春雪梅志鵬飛龍鳳雲天海山河星宇辰浩然子軒欣怡佳琪思遠家豪俊凱安寧樂成德仁義禮智信福壽光宗耀祖青松白鶴';

export class Names {
  readonly #chance: Chance;
  readonly #taken = new Set<string>();

  constructor(chance: Chance) {
    this.#chance = chance;
  }

  /** Marks a name as given; names come back with the key they are compared by. */
  take(name: string): { name: string; key: string } {
    const key = nameKey(name);
    if (this.#taken.has(key)) throw new Error(`name given twice: ${name}`);
    this.#taken.add(key);
    return { name, key };
  }

  /** A name nobody has yet. */
  fresh(script: Script): { name: string; key: string } {
    // Short names run out first: each failure allows a longer one.
    for (let syllables = 2; ; ) {
      const name = this.draw(script, syllables);
      const key = nameKey(name);
      if (!this.#taken.has(key)) {
        this.#taken.add(key);
        return { name, key };
      }
      if (this.#chance.happens(0.5)) syllables += 1;
    }
  }

  /** Any name, even one that somebody has. */
  draw(script: Script, syllables = 2): string {
    switch (script) {
      case 'korean':
        return this.#given(KOREAN_FAMILY, KOREAN_GIVEN, syllables);
      case 'chinese':
        return this.#given(CHINESE_FAMILY, CHINESE_GIVEN, syllables);
      case 'cyrillic':
        return this.#spoken(cyrillic, syllables);
      case 'greek':
        return this.#spoken(greek, syllables);
      case 'latin':
        return this.#spoken(latin, syllables);
    }
  }

  #given(family: string, given: string, syllables: number): string {
    let name = this.#chance.letter(family);
    for (let count = 0; count < syllables; count++) name += this.#chance.letter(given);
    return name.slice(0, LONGEST);
  }

  #spoken(sounds: Record<'begin' | 'vowel' | 'middle' | 'end', Pieces>, syllables: number): string {
    const chance = this.#chance;
    let name = chance.pick(sounds.begin) + chance.pick(sounds.vowel);
    const more = syllables - 1 + chance.below(2);
    for (let count = 0; count < more; count++) name += chance.pick(sounds.middle) + chance.pick(sounds.vowel);
    if (name.length < 3 || chance.happens(0.6)) name += chance.pick(sounds.end);
    name = name.slice(0, LONGEST);
    return name.slice(0, 1).toUpperCase() + name.slice(1);
  }
}

function words(text: string): Pieces {
  const [first = '', ...rest] = text.split(' ');
  return [first, ...rest];
}
