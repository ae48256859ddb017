export { type Difference, differences } from './differences.js'
export { replace } from './replace.js'
export { isOfRegister, loadInto, loadSnapshot, registerIn, type SnapshotUnreadable, takeSnapshot } from './snapshot.js'
export { projectionsVersion } from './version.js'
