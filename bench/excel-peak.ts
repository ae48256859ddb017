import { openClientele } from '@clientele/adapters'
import { writeXlsx } from '@clientele/adapters/excel'
import { sqlite } from '@clientele/adapters/sqlite'

const [, , register = '', target = ''] = process.argv

const held = (): { readonly rss: number; readonly objects: number } => {
  const { rss, heapUsed, external } = process.memoryUsage()
  return { rss, objects: heapUsed + external }
}

/** The peak of memory during some work, above the memory before. */
const peakOf = async (work: () => Promise<unknown>) => {
  globalThis.gc?.()
  globalThis.gc?.()
  const before = held()
  const peak = { ...before }
  const look = (): void => {
    const now = held()
    peak.rss = Math.max(peak.rss, now.rss)
    peak.objects = Math.max(peak.objects, now.objects)
  }
  const timer = setInterval(look, 5)
  await work()
  look()
  clearInterval(timer)
  return { rss: peak.rss - before.rss, objects: peak.objects - before.objects }
}

const crm = await openClientele({ store: sqlite({ file: register }), follow: false })
const listing = () => crm.views.assigneeListExport({ asOf: crm.today(), includeEnded: true })
// The sort order of names, which every list needs once, is part of the register.
listing().rows[Symbol.iterator]().next()
const peak = await peakOf(() => writeXlsx(listing(), target))
await crm.close()
process.stdout.write(JSON.stringify(peak))
