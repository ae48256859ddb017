import type { EventStore, RegisterTable } from '@clientele/domain'
import type { Clientele } from './clientele.js'
import { countInClear } from './keys/in-clear.js'
import { signalIn, untilAborted } from './log/abortable.js'
import { refuseOption } from './options.js'
import { personDataExport } from './person-data/export.js'
import { type ErasurePreviewContext, previewErasure } from './retention/erasure-preview.js'
import { type RetentionSource, retentionOf } from './retention/retention.js'

type PrivacySource = Pick<RetentionSource, 'register' | 'today'> & {
  readonly commands: Pick<ErasurePreviewContext, 'preview'> & { readonly executeUnknown: RetentionSource['execute'] }
}

/** The privacy operations of a register; `log` is the log as stored, `store` with decryption. */
export const privacyOf = (
  { log, store }: { readonly log: EventStore; readonly store: EventStore },
  { events }: RegisterTable,
  { register, commands: { executeUnknown: execute, preview }, today }: PrivacySource,
): Pick<Clientele, 'personDataExport' | 'inClear' | 'previewErasure' | 'retention'> => {
  const inClear: Clientele['inClear'] = async (personIds, options) => {
    if (!Array.isArray(personIds)) return refuseOption('inClear', '`personIds` is a list of ids.')
    return countInClear(untilAborted(log, signalIn('inClear', options)), events, personIds)
  }
  return {
    personDataExport: async (personId, options) =>
      personDataExport({ store: untilAborted(store, signalIn('personDataExport', options)), register }, personId),
    inClear,
    previewErasure: (personId, context = {}) => previewErasure({ register, preview, inClear }, personId, context),
    retention: retentionOf({ store, register, execute, inClear, today }),
  }
}
