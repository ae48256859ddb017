// Imports from here resolve in this folder's packages.
export * as emmett from '@event-driven-io/emmett'
export * as emmettOnEventStoreDb from '@event-driven-io/emmett-esdb'
export * as driver from '@eventstore/db-client'
