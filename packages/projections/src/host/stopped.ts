import type { RecordedEvent } from '@clientele/domain'

/**
 * A stopped projection of the host: one of its functions threw for an event or returned something that is no state, or
 * the event does not decode. Its last states can no longer be read. Correct the projection and open the register again.
 */
export type ProjectionStopped = {
  readonly error: 'ProjectionStopped'
  readonly projection: string
  readonly stream: string
  readonly revision: number
  readonly type: string
  /** The name of the error; the message is left out, since it may contain personal data. */
  readonly thrown: string
}

const isName = (name: string): boolean => /^\w{1,60}$/.test(name)

const nameOf = (thrown: unknown): string => (thrown instanceof Error && isName(thrown.name) ? thrown.name : 'Error')

/** Creates the failure of a projection that stops at an event. */
export const stoppedAt = (
  projection: string,
  { stream, revision, type }: Pick<RecordedEvent, 'stream' | 'revision' | 'type'>,
  thrown: unknown,
): ProjectionStopped => ({ error: 'ProjectionStopped', projection, stream, revision, type, thrown: nameOf(thrown) })

/** Creates the error thrown by reading a stopped projection. */
export const stoppedError = (failure: ProjectionStopped): Error =>
  Object.assign(
    new Error(`The projection ${failure.projection} has stopped at an event ${failure.type} (${failure.thrown}).`),
    { name: 'ProjectionStopped', failure },
  )
