import { describe, expect, test } from 'vitest'
import { phoneKey, searchKey } from '../../src/data-structures/search-key.js'

describe('a text is normalised for searching and for detecting duplicates', () => {
  test.each([
    ['Meri\u00a0Puu', 'meri puu'],
    ['Meri \u2003 Puu', 'meri puu'],
    ['O\u2019Brien', "o'brien"],
    ['O\u02bcBrien', "o'brien"],
    ['Saint\u2011Gobain \u2013 Oy', 'saint-gobain - oy'],
    ['\u00d8rsted', 'orsted'],
    ['\u0141\u00f3d\u017a', 'lodz'],
    ['Stra\u00dfe', 'strasse'],
    ['STRA\u1e9eE', 'strasse'],
    ['\u00c6r\u00f8', 'aero'],
    ['Sigur\u00f0ur \u00de\u00f3r', 'sigurdur thor'],
    ['\u0130stanbul', 'istanbul'],
    ['\u0391\u0398\u0397\u039d\u0391\u03a3', '\u03b1\u03b8\u03b7\u03bd\u03b1\u03c3'],
    ['\ufb01n\u00ad\u00e4nce', 'finance'],
    ['plain  text', 'plain text'],
    ['Plain', 'plain'],
  ])('%s', (text, key) => {
    expect(searchKey(text)).toBe(key)
    expect(searchKey(key)).toBe(key)
  })

  test('a telephone number by its digits', () => {
    expect(['040 123 4567', '040-1234567', '(040)\u00a01234567', '\uff10\uff14\uff10 1234567'].map(phoneKey)).toEqual(
      Array(4).fill('0401234567'),
    )
    expect(phoneKey('none')).toBe('')
  })
})
