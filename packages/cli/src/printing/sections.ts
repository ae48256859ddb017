import type { Section } from '@clientele/projections'
import { type Io, printLines } from '../io.js'
import { printTable } from './table.js'

/** Prints a card section by section, under their names; the first, what the card is about, has no title. */
export const printSections = async (io: Io, sections: readonly Section[]): Promise<void> => {
  for (const [index, { name, listing }] of sections.entries()) {
    if (index > 0) await printLines(io, '', name)
    await printTable(io, listing, 'See all with --json.')
  }
}
