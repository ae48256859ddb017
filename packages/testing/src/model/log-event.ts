import type { SubscribedEvent } from '@clientele/adapters'
import type { HostDecision, KnownEvent, Message, Rejection } from '@clientele/domain'

/** A decoded event of a log, of the register or of the host (`E`), with its stream, position and time. */
export type LogEvent<E extends Message = never> = SubscribedEvent<E>

/** Any log, with events of any host. */
export type AnyLog = readonly LogEvent<Message>[]

/** A log for code that passes over the events of a host. */
export const logOfOurs = (log: AnyLog): readonly KnownEvent[] => log as readonly KnownEvent[]

type EventOfAny<D> = D extends HostDecision<Message, Rejection, infer E> ? E : never

/** The events that the decisions `D` of a host append. */
export type EventOf<D extends readonly HostDecision[]> = EventOfAny<D[number]>

/**
 * The log of a register with the decisions `D` of a host, including the host's events. A rule over it takes
 * `LogOf<typeof decisions>`.
 */
export type LogOf<D extends readonly HostDecision[]> = readonly LogEvent<EventOf<D>>[]
