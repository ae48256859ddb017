import type { Locale } from '@clientele/projections'
import type { Sheet } from '../../files/excel/index.js'
import type { ImportKind } from '../kind.js'
import { columnHeadings } from './column-headings.js'

/** An empty sheet with the headings of a kind of file in a language, to be filled in and imported. */
export const templateSheet = (kind: ImportKind, locale: Locale): Sheet => ({
  name: kind,
  columns: columnHeadings(kind, locale)
    .filter(({ isInstead }) => !isInstead)
    .map(({ column, heading }) => ({ key: column, heading, width: Math.max(18, heading.length + 2), kind: 'text' })),
  rows: [],
})
