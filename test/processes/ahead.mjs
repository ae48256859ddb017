// Executes commands with a clock ten years ahead:
// ahead.mjs <url> <name> <count> <whose>  `store`: the clock given to the store; `machine`: that of the whole process
import { openClientele } from '../../packages/adapters/dist/index.js'
import { executeAll, sourceWith } from './commands.mjs'

const [url, name, count, whose] = process.argv.slice(2)

const Present = Date
const ahead = 10 * 365 * 86_400_000

class Future extends Present {
  constructor(...given) {
    super(...(given.length === 0 ? [Future.now()] : given))
  }
  static now() {
    return Present.now() + ahead
  }
}

if (whose === 'machine') globalThis.Date = Future
const options = whose === 'store' ? { clock: () => new Future().toISOString() } : {}

const crm = await openClientele({ store: await sourceWith(url, options) })
await executeAll(crm, name, { count: Number(count) })
await crm.close()
