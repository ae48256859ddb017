// The built library, with the same exports as the stored releases.
export { openClientele } from '../../packages/adapters/dist/index.js'
export { fileSnapshots } from '../../packages/adapters/dist/runtime/snapshots/index.js'
export { postgres } from '../../packages/adapters/dist/stores/postgres/index.js'
export { sqlite } from '../../packages/adapters/dist/stores/sqlite/index.js'
