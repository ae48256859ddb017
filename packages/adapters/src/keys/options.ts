import type { KeyStoreSource } from '@clientele/domain'

/** 32 bytes in base64, or a function that gets them, for example from a key management service or a vault. */
export type MasterKey = string | (() => string | Promise<string>)

/** How the personal texts of a register are encrypted. */
export type KeysOptions = {
  /** Wraps the keys of persons; store it apart from the database. By default `CLIENTELE_MASTER_KEY`. */
  readonly masterKey?: MasterKey
  /**
   * The previous master key: opening rewraps every key with the new one. By default `CLIENTELE_PREVIOUS_MASTER_KEY`.
   */
  readonly previousMasterKey?: MasterKey | undefined
  /**
   * Where to store the keys of persons: `sqliteKeys({ file })`, … By default beside the log, if the store supports it.
   */
  readonly store?: KeyStoreSource | undefined
}
