export { loadInto, loadSnapshot, type SnapshotUnreadable, takeSnapshot } from './snapshot.js'
export { projectionsVersion } from './version.js'
