import { locales } from '@clientele/projections'
import { describe, expect, it } from 'vitest'
import { columnHeadings, importFile, importKinds, templateSheet } from '../../src/import/index.js'
import { csv } from './directory.js'
import { opened } from './target.js'

describe('a template', () => {
  it.each(importKinds)('of %s is recognised in every language, with every column', async (kind) => {
    const { target } = await opened()
    for (const locale of locales) {
      const headings = templateSheet(kind, locale).columns.map(({ heading }) => heading)
      expect(new Set(headings).size).toBe(headings.length)
      const outcome = await importFile(target, Buffer.from(csv(headings.join(';'))), { details: true })
      const columns = columnHeadings(kind, locale)
        .filter(({ isInstead }) => !isInstead)
        .map(({ column }) => ({ column }))
      expect(outcome).toMatchObject({ right: { kind, problems: [], notRead: [], headings: columns } })
    }
  })
})
