import type { AppendBatch, AppendRefused, HostWritesKind } from '@clientele/domain'

/** Refuses a batch with host writes that the store would not run: it runs those of `kind`, or none. */
export const refuseHostWrites = (
  { hostWrites }: Pick<AppendBatch, 'hostWrites'>,
  kind: HostWritesKind | null,
): AppendRefused | null => {
  if (hostWrites === undefined || (kind !== null && hostWrites[kind] !== undefined)) return null
  return { error: 'AppendRefused', problem: 'The store does not call these writes of the host in its transaction.' }
}
