// A page with fewer of what it has many of. Rows of a table, options of a menu and marks of a plot are made by the same
// code; what axe says of one it says of all, and it looks at each element some twenty times.
import type { Page } from 'playwright-core';

/**
 * Takes siblings away that are like others: the same element with the same attributes, whose children, each at its
 * place, are all like some that stay. The first two of each kind stay, the last, and the one with the longest text, so
 * that nothing becomes narrower. Attributes are alike by their values, but where they hold data: there it counts whether
 * there is any. So whatever has an id stays, and so does the one row that lacks a name or has a class of its own.
 */
export async function thinOut(page: Page): Promise<void> {
  // As text, for it runs in the page.
  await page.evaluate(`(() => {
    const DATA = new Set(${JSON.stringify(DATA)});
    const attribute = ({ name, value }) => name + '=' + (DATA.has(name) ? value.trim() !== '' : value);
    const own = (element) => [element.localName, ...[...element.attributes].map(attribute).sort()].join(' ');
    const known = new WeakMap();
    const kind = (node) => {
      if (node.nodeType === Node.TEXT_NODE) return node.data.trim() === '' ? '' : 'text';
      if (node.nodeType !== Node.ELEMENT_NODE) return '';
      let found = known.get(node);
      if (found === undefined) {
        found = '<' + own(node) + '>' + [...node.childNodes].map(kind).join('') + '</>';
        known.set(node, found);
      }
      return found;
    };
    const thin = (parent) => {
      for (const siblings of Map.groupBy(parent.children, own).values()) {
        const seen = new Set();
        const length = Math.max(...siblings.map(({ textContent }) => textContent.length));
        const longest = siblings.find(({ textContent }) => textContent.length === length);
        siblings.forEach((element, place) => {
          const parts = [...element.childNodes].map((child, index) => index + kind(child));
          const stays = place < 2 || place === siblings.length - 1 || element === longest;
          if (!stays && parts.every((part) => seen.has(part))) return element.remove();
          for (const part of parts) seen.add(part);
        });
      }
      for (const child of parent.children) thin(child);
    };
    thin(document.body);
  })()`);
}

const DATA = [
  'href',
  'title',
  'datetime',
  'value',
  'alt',
  'aria-label',
  'd',
  'points',
  'transform',
  'x',
  'y',
  'x1',
  'x2',
  'y1',
  'y2',
  'cx',
  'cy',
  'r',
  'width',
  'height',
];
