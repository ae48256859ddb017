import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { locales, messagesFor } from '@clientele/projections'
import { describe, expect, test } from 'vitest'
import { officeTexts } from '../../src/office/texts/office-texts.js'

type Texts = { readonly [key: string]: unknown }

const office = fileURLToPath(new URL('../../src/office', import.meta.url))

const textsIn = (file: string): Texts => JSON.parse(readFileSync(file, 'utf8'))

/** The folders with texts, one file per language. */
const folders = readdirSync(office, { recursive: true, encoding: 'utf8' })
  .filter((file) => basename(file) === 'en.json' && !file.startsWith('import'))
  .map((file) => join(office, dirname(file)))

/** A term: its words by language, and its place. */
type Term = { readonly where: string; readonly words: readonly string[] }

const termsIn = (where: string, byLocale: readonly Texts[]): readonly Term[] =>
  Object.keys(byLocale[0] ?? {}).map((key) => ({
    where: `${where}: ${key}`,
    words: byLocale.map((texts) => String(texts[key]).toLowerCase()),
  }))

const ofLibrary = (['headings', 'fields', 'words'] as const).flatMap((section) =>
  termsIn(
    section,
    locales.map((locale) => messagesFor(locale)[section]),
  ),
)

const ofOffice = folders.flatMap((folder) =>
  termsIn(
    folder.slice(office.length + 1),
    locales.map((locale) => textsIn(join(folder, `${locale}.json`))),
  ),
)

// English has one word where others have two: a noun and a participle, singular and plural, a person and a thing.
const homonyms: ReadonlySet<string> = new Set([
  ...['absorbed', 'allowed', 'archived', 'by', 'customers', 'days', 'deleted', 'e-mail', 'end', 'erased', 'erasure'],
  ...['for', 'from', 'kind', 'merged into', 'next', 'none.', 'number series', 'one', 'own', 'refused', 'register'],
  ...['responsible', 'take away {role}', 'the office', 'to', 'void', 'what happened'],
])

describe('the texts of the office', () => {
  test('for its navigation are those of the lists and files', () => {
    for (const locale of locales) {
      const { headings, fields } = messagesFor(locale)
      const { customers, contacts, groups, specialGroups, personsInCharge } = officeTexts(locale)
      expect([locale, customers, contacts, groups, specialGroups, personsInCharge]).toEqual([
        ...[locale, headings.customers, headings.contacts, fields.groupIds],
        ...[headings.specialGroups, headings.responsibles],
      ])
    }
  })

  test('are equal in every language where they are equal in English', () => {
    const byEnglish = new Map<string, Term[]>()
    for (const term of [...ofLibrary, ...ofOffice]) {
      const [english = ''] = term.words
      if (!homonyms.has(english)) byEnglish.set(english, [...(byEnglish.get(english) ?? []), term])
    }
    const several = [...byEnglish.values()].filter((terms) => new Set(terms.map(({ words }) => words.join())).size > 1)
    expect(byEnglish.size).toBeGreaterThan(300)
    expect(several.flat().map(({ where, words }) => `${where}: ${words.join(' | ')}`)).toEqual([])
  })
})
