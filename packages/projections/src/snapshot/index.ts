export { type Difference, differences } from './differences.js'
export { replace } from './replacing.js'
export { isOfRegister, loadInto, loadSnapshot, registerIn, type SnapshotUnreadable, takeSnapshot } from './snapshot.js'
export { projectionsVersion } from './version.js'
