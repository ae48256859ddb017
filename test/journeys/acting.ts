import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Clientele, openClientele } from '@clientele/adapters'
import { writeXlsx } from '@clientele/adapters/excel'
import type { CommandType, PresetName } from '@clientele/domain'
import type { Audit, Listing, Views } from '@clientele/projections'
import ExcelJS from 'exceljs'
import { type Either, isLeft } from 'fp-ts/lib/Either.js'
import { afterAll, beforeAll, expect } from 'vitest'
import { onEveryStore } from '../stores.js'

/** The actions of users on a register, and what they see. The default actor is the administrator `maija`. */
export type Acting = {
  /** Expects a command to be accepted, in all its parts; returns the event types. */
  accepted(type: CommandType, data: object, by?: string): Promise<readonly string[]>
  /** Expects a command to be refused, and nothing appended; returns the rejection. */
  refused(type: CommandType, data: object, by?: string): Promise<object>
  /** Sets the day. */
  dayIs(day: string): void
  views(): Views
  audit(): Audit
}

/** The register of one office: an empty store with the preset of a product. */
type Office = { readonly crm: Clientele; day: string }

const log = async (crm: Clientele): Promise<number> => {
  let count = 0
  for await (const batch of crm.events()) count += batch.length
  return count
}

const actingIn = (office: () => Office): Acting => {
  const execute = (type: CommandType, data: object, by: string) => office().crm.executeUnknown({ type, data }, { by })
  return {
    accepted: async (type, data, by = 'maija') => {
      const outcome = await execute(type, data, by)
      if (isLeft(outcome)) return expect.fail(`${type} is refused: ${JSON.stringify(outcome.left)}`)
      expect(outcome.right.failures ?? [], type).toEqual([])
      return outcome.right.events.map((event) => event.type)
    },
    refused: async (type, data, by = 'maija') => {
      const before = await log(office().crm)
      const outcome = await execute(type, data, by)
      expect(await log(office().crm)).toBe(before)
      return isLeft(outcome) ? outcome.left : expect.fail(`${type} is accepted`)
    },
    dayIs: (day) => {
      office().day = day
    },
    views: () => office().crm.views,
    audit: () => office().crm.audit,
  }
}

const firstDay = '2024-03-15'

/** A journey on every store: its steps run in order on one register, with the preset of a product, from 2024-03-15. */
export const journey = (name: string, preset: PresetName, steps: (acting: Acting) => void): void =>
  onEveryStore(
    name,
    (make) => {
      let office: Office | null = null
      const opened = (): Office => office ?? expect.fail('The register is not open.')
      const acting = actingIn(opened)
      beforeAll(async () => {
        let seconds = 0
        const clock = () => {
          seconds += 1
          return new Date(Date.parse(office?.day ?? firstDay) + (9 * 3600 + seconds) * 1000).toISOString()
        }
        const crm = await openClientele({ store: make({ clock, synchronous: 'normal' }), clock })
        office = { crm, day: firstDay }
        await acting.accepted('InitialiseTenant', { preset })
        await acting.accepted('RegisterEmployee', { employeeId: 'maija', name: 'Maija Mäki', admin: true })
      })
      afterAll(() => opened().crm.close())
      steps(acting)
    },
    afterAll,
  )

/** The answer of a view that returns an `Either`; fails the test if it is a refusal. */
export const shown = <A>(answer: Either<unknown, A>): A =>
  isLeft(answer) ? expect.fail(JSON.stringify(answer.left)) : answer.right

/** A column of rows. */
export const column = <K extends string, V>(rows: readonly { readonly [key in K]: V }[], key: K): readonly V[] =>
  rows.map((row) => row[key])

/** The rows of the Excel file of a listing, read back from the disk; blank cells are `null`. */
export const excelOf = async (listing: Listing): Promise<readonly (readonly unknown[])[]> => {
  const directory = await mkdtemp(join(tmpdir(), 'clientele-journey-'))
  const file = join(directory, 'list.xlsx')
  shown(await writeXlsx({ ...listing, name: 'List' }, file))
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(file)
  await rm(directory, { recursive: true })
  const width = listing.columns.length
  return (workbook.worksheets[0]?.getRows(1, workbook.worksheets[0].rowCount) ?? []).map((row) =>
    Array.from({ length: width }, (_, index) => row.getCell(index + 1).value),
  )
}
