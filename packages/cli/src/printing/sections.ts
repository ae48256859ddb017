import type { Section } from '@clientele/projections'
import { type Io, printLines } from '../io.js'
import { printTable } from './table.js'

/** Prints the sections of a card with their titles; the first one, about the subject itself, has none. */
export const printSections = async (io: Io, sections: readonly Section[]): Promise<void> => {
  for (const [index, { name, listing }] of sections.entries()) {
    if (index > 0) await printLines(io, '', name)
    await printTable(io, listing, 'See all with --json.')
  }
}
