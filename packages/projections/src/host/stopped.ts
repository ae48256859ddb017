import type { RecordedEvent } from '@clientele/domain'

/**
 * A projection of the host that cannot go on: its functions threw for an event, made something that is no state, or the
 * event does not decode. Its last states are no longer shown. Correct the projection and open the register again.
 */
export type ProjectionStopped = {
  readonly error: 'ProjectionStopped'
  readonly projection: string
  readonly stream: string
  readonly revision: number
  readonly type: string
  /** The name of the error; its message may be personal. */
  readonly thrown: string
}

const isName = (name: string): boolean => /^\w{1,60}$/.test(name)

const nameOf = (thrown: unknown): string => (thrown instanceof Error && isName(thrown.name) ? thrown.name : 'Error')

/** The failure of a projection that an event stops. */
export const stoppedAt = (
  projection: string,
  { stream, revision, type }: Pick<RecordedEvent, 'stream' | 'revision' | 'type'>,
  thrown: unknown,
): ProjectionStopped => ({ error: 'ProjectionStopped', projection, stream, revision, type, thrown: nameOf(thrown) })

/** The error that reading a stopped projection throws. */
export const stoppedError = (failure: ProjectionStopped): Error =>
  Object.assign(
    new Error(`The projection ${failure.projection} has stopped at an event ${failure.type} (${failure.thrown}).`),
    { name: 'ProjectionStopped', failure },
  )
