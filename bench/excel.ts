import { execFileSync } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openClientele } from '@clientele/adapters'
import { writeXlsx } from '@clientele/adapters/excel'
import { sqlite } from '@clientele/adapters/sqlite'
import ExcelJS from 'exceljs'
import { atLeast, atMost, type Benchmark, type Figure, type Target } from './figure.js'
import { contest, perSecond } from './measuring.js'
import { registerOf } from './rebuilding.js'

const maxQueued = 262_144

const lengthOf = (stream: unknown, state: string): number =>
  Number(Reflect.get(Object(Reflect.get(Object(stream), state)), 'length') ?? 0)

/** The bytes that wait for compression: exceljs applies no back pressure, so a whole sheet could wait in memory. */
const queued = (sheet: object): number => {
  const pipe: unknown = Reflect.get(Object(Reflect.get(Object(Reflect.get(sheet, 'stream')), 'pipes')), 0)
  return lengthOf(pipe, '_writableState') + lengthOf(pipe, '_readableState')
}

type Cells = readonly (string | Date | number | null)[]

const bare = async (file: string, rows: readonly Cells[]): Promise<number> => {
  const stream = createWriteStream(file)
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: false })
  const sheet = workbook.addWorksheet('Sheet')
  for (const [index, row] of rows.entries()) {
    sheet.addRow([...row]).commit()
    if (index % 200 !== 199) continue
    do await new Promise((resolve) => setImmediate(resolve))
    while (queued(sheet) > maxQueued)
  }
  sheet.commit()
  await workbook.commit()
  return rows.length
}

type Peak = { readonly rss: number; readonly objects: number }

/** Written in a separate process, because this one does not release memory. */
const peakWhile = (register: string, file: string): Peak => {
  const program = fileURLToPath(new URL('excel-peak.js', import.meta.url))
  return JSON.parse(execFileSync(process.execPath, ['--expose-gc', program, register, file], { encoding: 'utf8' }))
}

const peakFigures = (register: string, file: string): readonly Omit<Figure, 'size'>[] => {
  const { rss, objects } = peakWhile(register, file)
  const figure = (what: string, bytes: number, target: Target | null) => ({
    what: `peak above the register while writing Excel, ${what}, in MiB`,
    ratio: bytes / 2 ** 20,
    target,
    ours: `${(bytes / 2 ** 20).toFixed(0)} MiB`,
    floor: '–',
  })
  // The resident size says little: opening the register has left free space in it.
  return [figure('heap and buffers', objects, atMost(64, ' MiB')), figure('resident', rss, null)]
}

export const excel: Benchmark = {
  name: 'excel',
  about: 'the assignee list as an Excel file against exceljs with the same cells and the same waiting',
  run: async (run) => {
    const file = await registerOf(run)
    const peaks = peakFigures(file, join(run.directory, 'peak.xlsx'))
    const crm = await openClientele({ store: sqlite({ file }), follow: false })
    const listing = () => crm.views.assigneeListExport({ asOf: crm.today(), includeEnded: true })
    const rows: readonly Cells[] = [...listing().rows].map((row) => row.map((cell) => (cell === '' ? null : cell)))
    const ours = async (): Promise<number> => {
      const written = await writeXlsx(listing(), join(run.directory, 'ours.xlsx'))
      if (written._tag === 'Left') throw new Error(written.left.error)
      return written.right.rows
    }
    const floor = (): Promise<number> => bare(join(run.directory, 'floor.xlsx'), rows)
    const { ratio, spread, ...speeds } = await contest({ ours, floor })
    await crm.close()
    const shown = { ours: perSecond(speeds.ours, 'rows'), floor: perSecond(speeds.floor, 'rows') }
    const what = 'assignee list to Excel / exceljs with the same cells'
    const size = `${rows.length} rows`
    return [{ what, ratio, spread, target: atLeast(0.9), size, ...shown }, ...peaks.map((one) => ({ ...one, size }))]
  },
}
