// Writes argv[4] rows with the built library of argv[2] into argv[3] and prints its peak memory in MiB.
import { pathToFileURL } from 'node:url'

const [, , library, file, count] = process.argv
const { writeXlsx } = await import(pathToFileURL(library).href)
const column = (heading, kind) => ({ key: heading, heading, width: 20, kind })
const columns = [
  ...['Name', 'Group', 'Person', 'E-mail'].map((heading) => column(heading, 'text')),
  column('Since', 'date'),
  column('Until', 'date'),
  column('Number', 'number'),
]
const rows = (function* () {
  for (let n = 0; n < Number(count); n += 1)
    yield [`Customer ${n}`, `Group ${n % 40}`, `Person ${n % 90}`, `p${n}@example.com`, '2024-01-01', '2025-12-31', n]
})()
const written = await writeXlsx({ columns, rows }, file)
const mebibytes = Math.round(process.resourceUsage().maxRSS / 1024)
process.stdout.write(JSON.stringify({ written, mebibytes }))
