import type { Clientele, HostTypes } from '@clientele/adapters'

/** The sender of a request: the employee who acts and looks, with that employee's rights. */
export type Actor = { readonly by: string }

/** The parts of a register that the handler needs; a register with any additions of its host has them. */
export type ServedRegister = Pick<
  Clientele<HostTypes>,
  | 'audit'
  | 'caughtUp'
  | 'executeUnknown'
  | 'health'
  | 'importFile'
  | 'inClear'
  | 'knownAt'
  | 'personDataExport'
  | 'prepareAudit'
  | 'preview'
  | 'previewErasure'
  | 'register'
  | 'store'
  | 'today'
  | 'views'
>

export type HttpOptions = {
  /** The register; the handler does not close it. */
  readonly crm: ServedRegister
  /**
   * Returns the sender of a request, from your session or token: an employee, or `null` if nobody is logged in, which
   * is 401. If it throws, the response is 500.
   */
  readonly who: (request: Request) => Actor | null | Promise<Actor | null>
  /** The login page; the 401 page links to it. */
  readonly loginUrl?: string | undefined
  /** The path at which the handler is mounted, without a trailing slash (default: the root). */
  readonly base?: string | undefined
  /**
   * The accepted values of `Host`, such as `crm.example.com`; others are refused. By default any is accepted: do so
   * only if a proxy in front checks it.
   */
  readonly hosts?: readonly string[] | undefined
  /** The maximum size of the body of a command in bytes (default 1 MiB); a larger one is 413. */
  readonly maxBody?: number | undefined
  /** The maximum size of an imported file in bytes (default 32 MiB); a larger one is 413. */
  readonly maxFile?: number | undefined
  /** Gets internal errors, which no response contains; by default they are dropped. */
  readonly onError?: ((error: unknown) => void) | undefined
}

/** A request handler for any server that supports `Request` and `Response`. */
export type ClienteleHttp = {
  readonly fetch: (request: Request) => Promise<Response>
  /** Ends the open streams of changes. */
  close(): void
}
