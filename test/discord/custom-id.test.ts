import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { customId, parseCustomId } from '../../src/discord/custom-id.ts';

describe('custom_id', () => {
  it.each<[string, Parameters<typeof customId>]>([
    ['leaderboard:page', ['leaderboard', 'page']],
    ['leaderboard:page:2:SE', ['leaderboard', 'page', 2, 'SE']],
    ['a:b::c', ['a', 'b', '', 'c']],
    ['a:b:1%3A2%25', ['a', 'b', '1:2%']],
  ])('%s', (text, parts) => {
    expect(customId(...parts)).toBe(text);
    const [command, action, ...rest] = parts;
    expect(parseCustomId(text)).toEqual({ command, action, arguments: rest.map(String) });
  });

  it('gives back whatever was put in', () => {
    const short = fc.string({ maxLength: 8, unit: fc.constantFrom('a', ':', '%', '3', 'A', '2', '5', ' ') });
    const part = short.filter((text) => text !== '');
    fc.assert(
      fc.property(part, part, fc.array(short, { maxLength: 2 }), (command, action, args) => {
        expect(parseCustomId(customId(command, action, ...args))).toEqual({
          command,
          action,
          arguments: args,
        });
      }),
    );
  });

  it('may be 100 characters long, and no more', () => {
    expect(customId('a', 'b', 'x'.repeat(96))).toHaveLength(100);
    expect(() => customId('a', 'b', 'x'.repeat(97))).toThrow(RangeError);
    expect(() => customId('a', 'b', ':'.repeat(40))).toThrow(RangeError);
  });

  it('needs a command and an action', () => {
    expect(() => customId('', 'b')).toThrow(RangeError);
    expect(() => customId('a', '')).toThrow(RangeError);
  });

  it.each(['', 'foreign', ':::', '%', 'a:b:%zz'])('%j, made elsewhere, can be read', (text) => {
    expect(parseCustomId(text).command).toBe(text.split(':')[0]);
  });
});
