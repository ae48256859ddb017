import type { KeyStoreSource } from '@clientele/domain'

/** 32 bytes in base64, or what gives them: a key management service, a vault. */
export type MasterKey = string | (() => string | Promise<string>)

/** How the personal fields of a register are encrypted. */
export type KeysOptions = {
  /** Wraps the keys of persons; keep it apart from the database. By default `CLIENTELE_MASTER_KEY`. */
  readonly masterKey?: MasterKey
  /** The master key so far: opening wraps every key by the new one. By default `CLIENTELE_PREVIOUS_MASTER_KEY`. */
  readonly previousMasterKey?: MasterKey
  /** Where the keys of persons are kept: `sqliteKeys({ file })`, … By default beside the log, where the store can. */
  readonly store?: KeyStoreSource
}
