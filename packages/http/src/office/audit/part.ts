import type { Child } from 'hono/jsx'
import type { RequestContext, Service } from '../../environment.js'
import type { Moment } from '../moment/moment.js'

/** The props of a part of the page. */
export type PartProps = { readonly service: Service; readonly context: RequestContext; readonly moment: Moment }

/** A part of the page: a question with its form and its answer. */
export type Part = (props: PartProps) => Child
