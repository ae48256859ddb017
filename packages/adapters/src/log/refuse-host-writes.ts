import type { AppendBatch, AppendRefused, HostWrites } from '@clientele/domain'

/** Refuses a batch with writes of a host that the store would not call: it calls those of `kind`, or none. */
export const refuseHostWrites = ({ hostWrites }: AppendBatch, kind: keyof HostWrites | null): AppendRefused | null => {
  if (hostWrites === undefined || (kind !== null && hostWrites[kind] !== undefined)) return null
  return { error: 'AppendRefused', problem: 'The store does not call these writes of the host in its transaction.' }
}
