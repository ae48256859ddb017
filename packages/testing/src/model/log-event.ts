import type { SubscribedEvent } from '@clientele/adapters'
import type { HostDecision, Message, Rejection } from '@clientele/domain'

/** An event of a log: one of the register, or one of the host (`E`), decoded, with where and when it happened. */
export type LogEvent<E extends Message = never> = SubscribedEvent<E>

type EventOfAny<D> = D extends HostDecision<Message, Rejection, infer E> ? E : never

/** The events that some decisions of a host append. */
export type EventOf<D extends readonly HostDecision[]> = EventOfAny<D[number]>

/**
 * The log of a register with some decisions of a host, its own events included: `LogOf<typeof decisions>` is what a rule
 * over them takes.
 */
export type LogOf<D extends readonly HostDecision[]> = readonly LogEvent<EventOf<D>>[]
