import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { completeTexts } from '../src/messages/texts.js'
import { locales, messagesFor } from './source.js'

/** The texts of a language by their paths, such as `events.CustomerArchived`. */
const textsIn = (locale: string): ReadonlyMap<string, string> => {
  const file = fileURLToPath(new URL(`../src/messages/${locale}.json`, import.meta.url))
  const pathsIn = (value: unknown, path: readonly string[]): readonly [string, string][] =>
    typeof value === 'string'
      ? [[path.join('.'), value]]
      : Object.entries(Object(value)).flatMap(([name, one]) => pathsIn(one, [...path, name]))
  return new Map(pathsIn(JSON.parse(readFileSync(file, 'utf8')), []))
}

/** Texts that are not translated yet: they are shown in English. */
const untranslated: readonly string[] = []

const english = textsIn('en')
const translations = locales.filter((locale) => locale !== 'en').map((locale) => ({ locale, texts: textsIn(locale) }))

describe('the texts of the other languages', () => {
  test('exist, except the listed ones', () => {
    const missing = translations.flatMap(({ locale, texts }) =>
      [...english.keys()].filter((path) => !texts.has(path)).map((path) => `${locale} ${path}`),
    )
    expect(missing, 'Translate it, or list it in `untranslated`.').toEqual(untranslated)
  })
  test.each(translations)('are texts that English has ($locale)', ({ texts }) => {
    expect([...texts.keys()].filter((path) => !english.has(path))).toEqual([])
  })
  test.each(translations)(
    'are not empty, and have the same placeholders as the English ones ($locale)',
    ({ texts }) => {
      const wrong = [...texts].filter(
        ([path, text]) =>
          text.trim() === '' || text.split('{name}').length !== (english.get(path) ?? '').split('{name}').length,
      )
      expect(wrong).toEqual([])
    },
  )
  test('are English where they are missing', () => {
    const texts = completeTexts({ yes: 'kyllä', words: { sms: 'tekstiviesti' } })
    expect([texts.yes, texts.no, texts.words.sms, texts.words.email, texts.events.CustomerArchived]).toEqual([
      'kyllä',
      'no',
      'tekstiviesti',
      'e-mail',
      'Archived',
    ])
  })
})

test('names are inserted into texts unchanged', () => {
  expect(messagesFor('en').inactive('A $& {name}')).toBe('A $& {name} (inactive)')
  expect(messagesFor('fi').substituteFor('Anna')).toBe('(sijaistaa: Anna)')
})
