import type { Clientele } from '@clientele/adapters'
import { type Served, serve as serveRegister } from '@clientele/http/node'
import { isActive } from '@clientele/projections'
import { right } from 'fp-ts/lib/Either.js'
import type { ArgumentsOf, Options } from '../arguments/arguments.js'
import { registerOptions } from '../arguments/options.js'
import { type Ending, failed } from '../cli-error.js'
import { type Io, printLines, say } from '../io.js'
import { withExisting } from '../opening/opening.js'
import { subCommand } from '../sub-command.js'

const options = {
  ...registerOptions,
  port: { kind: 'count', about: 'the port; 0 is any that is free', standard: '8080' },
  host: {
    kind: 'text',
    about: 'the address it is bound to; other than 127.0.0.1, others reach it',
    standard: '127.0.0.1',
  },
  by: {
    kind: 'text',
    required: true,
    about: 'the employee whom everybody who has the address acts and looks as',
  },
} as const satisfies Options

type Args = ArgumentsOf<typeof options>

const problems: { readonly [code: string]: string } = {
  EADDRINUSE: 'is taken: give another one with --port, or 0 for any that is free.',
  EACCES: 'may not be used: give another one with --port.',
  EADDRNOTAVAIL: 'is at an address that this machine does not have: give another one with --host.',
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

const untilStopped = ({ signal }: Io): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })

const show = async (served: Served, io: Io): Promise<Ending> => {
  await printLines(io, `The register is at ${served.url}`)
  say(io, 'Whoever has this address acts as you. Stop with Ctrl-C.')
  await untilStopped(io)
  await served.close()
  return right(undefined)
}

const serveAndShow = async (crm: Clientele, args: Args, io: Io): Promise<Ending> => {
  const onError = (error: unknown): void =>
    say(io, `An answer failed: ${error instanceof Error ? error.name : 'unknown error'}.`)
  try {
    return await show(await serveRegister({ crm, by: args.by, port: args.port, host: args.host, onError }), io)
  } catch (error) {
    const problem = problems[codeOf(error)]
    if (problem === undefined) throw error
    return failed(`Port ${args.port} ${problem}`)
  }
}

const isEmployee = (crm: Clientele, by: string): boolean => {
  const employee = crm.register.tables.employees.get(by)
  return employee !== undefined && isActive(employee, crm.today())
}

/** Serves the register over HTTP. */
export const serve = subCommand({
  name: 'serve',
  about: 'serve the register over HTTP: the back office for a browser, and the API for programs',
  options,
  examples: [
    ['serve --by anna', 'the register in clientele.db, at an address that is printed once'],
    ['serve --store sqlite:clientele-demo.db --by anna --port 0', 'the sample register, on any port that is free'],
  ],
  run: (args, io) =>
    withExisting(args, io, async (crm) =>
      isEmployee(crm, args.by)
        ? serveAndShow(crm, args, io)
        : failed(`"${args.by}" is no active employee: give the id of one with --by.`),
    ),
})
