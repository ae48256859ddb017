import { denied, unavailable } from './errors.mjs'
import { features } from './protocol.mjs'

const streams = 'event_store.client.streams.streams'
const records = 'kurrentdb.protocol.v2.streams.streamsservice'

const methods = [
  [streams, 'append', []],
  [streams, 'batchappend', ['deadline_duration']],
  [streams, 'read', ['position', 'events']],
  [streams, 'delete', []],
  [streams, 'tombstone', []],
]
const newer = [[records, 'appendrecords', []]]

const methodOf = ([service, name, list]) => {
  const method = new features.SupportedMethod()
  method.setServiceName(service)
  method.setMethodName(name)
  method.setFeaturesList(list)
  return method
}

const supported = ({ release, takesRecords }) => {
  const message = new features.SupportedMethods()
  message.setEventStoreServerVersion(release)
  message.setMethodsList((takesRecords ? [...methods, ...newer] : methods).map(methodOf))
  return message
}

/** `ServerFeatures/GetSupportedMethods`: the methods of this server. */
export const featuresHandler =
  ({ faults, version }) =>
  (_call, callback) => {
    const fault = faults.take('features')
    if (fault === null) callback(null, supported(version))
    else if (fault.kind !== 'hang') callback(fault.kind === 'deny' ? denied() : unavailable())
  }
