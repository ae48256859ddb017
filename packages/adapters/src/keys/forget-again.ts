import { ErasePerson } from '@clientele/domain'
import type { ReadableRegister } from '@clientele/projections'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { HostTypes } from '../host/typed.js'
import type { Logger } from '../logger.js'
import type { Outcome } from '../outcome.js'
import type { RegisterKeys } from './register-keys.js'

/** The dependencies of repeated erasure. */
export type RepeatErasure = {
  readonly register: ReadableRegister
  readonly execute: (command: unknown) => Promise<Outcome<unknown, HostTypes>>
  readonly logger: Logger
}

/**
 * Erases persons again whose keys are destroyed but whose erasure is not in the log, because the log was restored from
 * a backup older than the erasure. Logs refusals; the texts of these persons read as erased in any case.
 */
export const eraseAgain = async (keys: RegisterKeys, { register, execute, logger }: RepeatErasure): Promise<void> => {
  for (const personId of keys.erasedPersons()) {
    const person = register.tables.persons.get(personId)
    if (person === undefined || person.erased !== null) continue
    const outcome = await execute(ErasePerson({ personId, requestId: 'erased before the log was restored' }))
    if (isLeft(outcome) && outcome.left.error === 'PersonIsErased') continue
    if (isLeft(outcome))
      logger.warn({ error: outcome.left.error }, 'a person whose key is destroyed was not erased again')
    else logger.warn({}, 'a person was erased again: the log is older than its erasure')
  }
}
