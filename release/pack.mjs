// npm runs this in the folder of a package: `node pack.mjs before` and `node pack.mjs after`.
import { afterPacking, beforePacking } from './packing.mjs'

await (process.argv[2] === 'before' ? beforePacking : afterPacking)(process.cwd())
