// Which language a reader gets: the one he chose by `?lang=`, or the one of ours that his browser likes best.
import { type Language, languages } from './words/index.ts';

export function languageNamed(tag: string | undefined): Language | undefined {
  return languages.find((language) => language.tag.toLowerCase() === tag?.toLowerCase());
}

/** RFC 9110, 12.5.4: `de-AT, en;q=0.8, *;q=0.1`. A longer tag of a reader's is met by the shorter one of ours. */
export function negotiated(acceptLanguage: string | undefined): Language {
  const wishes = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.split(';').map((text) => text.trim());
      const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
      return { tag: tag.toLowerCase(), quality: quality === undefined ? 1 : Number(quality) || 0 };
    })
    .filter(({ tag, quality }) => tag !== '' && quality > 0)
    // Sorting is stable: of two that are liked alike the first named wins.
    .sort((one, other) => other.quality - one.quality);
  for (const { tag } of wishes) {
    const found = languages.find((language) => speaks(language.tag.toLowerCase(), tag));
    if (found) return found;
  }
  return languages[0];
}

/** `zh-CN` also serves who reads `zh`, `zh-Hans` or `zh-SG`; who reads traditional characters prefers what he names next. */
function speaks(ours: string, wanted: string): boolean {
  if (ours === wanted || wanted.startsWith(`${ours}-`)) return true;
  if (ours !== 'zh-cn') return false;
  return wanted === 'zh' || wanted.startsWith('zh-hans') || wanted === 'zh-sg';
}
