export { type Difference, differences } from './differences.js'
export { replace } from './replacing.js'
export { loadInto, loadSnapshot, type SnapshotUnreadable, takeSnapshot } from './snapshot.js'
export { projectionsVersion } from './version.js'
