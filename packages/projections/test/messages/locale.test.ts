import { describe, expect, test } from 'vitest'
import { localeOf } from '../../src/messages/locale.js'

describe('the locale of a value', () => {
  test.each([
    ['fi', 'fi'],
    ['fi-FI', 'fi'],
    ['SV-fi', 'sv'],
    ['de-DE,et;q=0.5,fi;q=0.8', 'fi'],
    ['fi;q=0, sv', 'sv'],
    ['et ; q=0.3 , sv;q=0.2', 'et'],
    ['*', 'en'],
    ['de', 'en'],
    ['', 'en'],
    ['fi;q=much', 'en'],
    [`${'de,'.repeat(1000)}fi`, 'en'],
    [undefined, 'en'],
  ])('of %j is %s', (value, locale) => expect(localeOf(value)).toBe(locale))
})
