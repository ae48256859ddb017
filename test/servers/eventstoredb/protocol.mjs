import { createRequire } from 'node:module'

// Messages are checked by `instanceof`: they must come from the copies the client itself loads.
const client = createRequire(createRequire(import.meta.url).resolve('@eventstore/db-client'))

export const grpc = client('@grpc/grpc-js')
export const { Any } = client('google-protobuf/google/protobuf/any_pb')
export const google = client('google-protobuf/google/protobuf/empty_pb')
export const status = client('../generated/status_pb')
export const shared = client('../generated/shared_pb')
export const streams = client('../generated/streams_pb')
export const features = client('../generated/serverfeatures_pb')
export const { StreamsService } = client('../generated/streams_grpc_pb')
export const { ServerFeaturesService } = client('../generated/serverfeatures_grpc_pb')
