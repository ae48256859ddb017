// Imports from here resolve in this folder's packages.
export * as castore from '@castore/core'
export * as castoreMemory from '@castore/event-storage-adapter-in-memory'
export * as emmett from '@event-driven-io/emmett'
