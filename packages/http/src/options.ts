import type { Clientele, HostTypes } from '@clientele/adapters'

/** Who sends a request: the employee who acts and looks, with the rights of that employee. */
export type Actor = { readonly by: string }

/** What of a register the handler needs; a register with whatever its host adds has it. */
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
   * Tells who sends a request, from your session or token: an employee, or `null` for nobody, who gets 401. What it
   * throws is 500.
   */
  readonly who: (request: Request) => Actor | null | Promise<Actor | null>
  /** Where people log in: a page that is asked for by nobody links to it. */
  readonly loginUrl?: string | undefined
  /** The path it is mounted at, without a slash at the end (default: none, the root). */
  readonly base?: string | undefined
  /**
   * The values of `Host` that are answered, such as `crm.example.com`; others are refused. Left out, any is: do so only
   * where what stands in front checks it.
   */
  readonly hosts?: readonly string[] | undefined
  /** The most bytes of the body of a command (default 1 MiB); more is 413. */
  readonly maxBody?: number | undefined
  /** The most bytes of a file that is imported (default 32 MiB); more is 413. */
  readonly maxFile?: number | undefined
  /** Gets what went wrong inside, which no answer tells; by default nobody does. */
  readonly onError?: ((error: unknown) => void) | undefined
}

/** A handler of requests, for any server that knows `Request` and `Response`. */
export type ClienteleHttp = {
  readonly fetch: (request: Request) => Promise<Response>
  /** Ends the streams of changes that are open. */
  close(): void
}
