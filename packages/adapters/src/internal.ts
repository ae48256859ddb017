// What the command line and the HTTP API use beside the public API. Not for hosts: it changes without notice.
export { createDirectory } from './files/create-directory.js'
export { fileUnwritable, writeWholeFile } from './files/csv/writing-file.js'
export {
  type HeadDocument,
  headDocumentFrom,
  isSignedBy,
  isSignedByItsKey,
  signedHead,
} from './heads/document.js'
export type { RegisterKeys } from './keys/register-keys.js'
export { openedInClear, openedStoreUnderKeys, type StoreUnderKeys } from './keys/store-under-keys.js'
export { countAllInClear } from './keys/whose/in-clear.js'
export { malformedOptions, type OptionKinds, throwIfMalformed } from './options.js'
export { type Copied, type CopyOptions, copyEvents } from './runtime/copy-log.js'
export { openStore } from './runtime/open-store.js'
export { redactRefusal } from './runtime/out-of-sight/redact-refusal.js'
export { textsIn, type Visibility, visibilityOf } from './runtime/out-of-sight/visibility.js'
export { realFile } from './stores/sqlite/file/located.js'
export { stayAwake } from './stores/subscriptions/awake.js'
export { withoutPassword } from './stores/without-password.js'
export { systemClock } from './timing/clock.js'
export { wholePreviewOf } from './whole-previews.js'
