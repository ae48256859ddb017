import type { EventStore, RegisterTable } from '@clientele/domain'
import type { Clientele, ExportOptions } from './clientele.js'
import { countInClear } from './keys/whose/in-clear.js'
import { signalIn, untilAborted } from './log/abortable.js'
import { malformedOptions, type OptionKinds, refuseOption, throwIfMalformed } from './options.js'
import { personDataExport } from './person-data/export.js'
import { type ErasurePreviewContext, previewErasure } from './retention/erasure-preview.js'
import { type RetentionSource, retentionOf } from './retention/retention.js'

type PrivacySource = Pick<RetentionSource, 'register' | 'today'> & {
  readonly commands: Pick<ErasurePreviewContext, 'preview'> & { readonly executeUnknown: RetentionSource['execute'] }
}

const exportOptionKinds: OptionKinds<ExportOptions> = { signal: 'signal', locale: 'text' }

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
    personDataExport: async (personId, options = {}) => {
      throwIfMalformed(malformedOptions('personDataExport', options, exportOptionKinds))
      return personDataExport(
        { store: untilAborted(store, options.signal), register, events },
        { personId, locale: options.locale },
      )
    },
    inClear,
    previewErasure: (personId, context = {}) => previewErasure({ register, preview, inClear }, personId, context),
    retention: retentionOf({ store, register, execute, inClear, today }),
  }
}
