import { createRequire } from 'node:module'

// Messages are checked by `instanceof` and registered globally: they must come from the copies that the client itself
// loads, and a process can load only one of the two clients.
const name = process.env.EVENTSTOREDB_PROTOCOL_OF ?? '@eventstore/db-client'
const isNewer = name.startsWith('@kurrent')
const generated = isNewer ? '../generated/kurrentdb/protocols/v1' : '../generated'
const newer = '../generated/kurrentdb/protocols/v2/streams'
const client = createRequire(createRequire(import.meta.url).resolve(name))

export const grpc = client('@grpc/grpc-js')
export const { Any } = client('google-protobuf/google/protobuf/any_pb')
export const google = client('google-protobuf/google/protobuf/empty_pb')
export const status = client(`${generated}/status_pb`)
export const shared = client(`${generated}/shared_pb`)
export const streams = client(`${generated}/streams_pb`)
export const features = client(`${generated}/serverfeatures_pb`)
export const gossip = client(`${generated}/gossip_pb`)
export const { StreamsService } = client(`${generated}/streams_grpc_pb`)
export const { ServerFeaturesService } = client(`${generated}/serverfeatures_grpc_pb`)
export const { GossipService } = client(`${generated}/gossip_grpc_pb`)

// The second service of KurrentDB, which the client of EventStoreDB does not have.
const { appendRecords } = isNewer ? client(`${newer}/streams_grpc_pb`).StreamsServiceService : {}
export const RecordsService = isNewer ? { appendRecords } : null
export const records = isNewer ? client(`${newer}/streams_pb`) : null
export const recordErrors = isNewer ? client(`${newer}/errors_pb`) : null
