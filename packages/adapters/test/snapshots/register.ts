import { type Clientele, type ClienteleOptions, type Logger, type NoHost, openClientele } from '@clientele/adapters'
import type { ProjectionsByName } from '@clientele/projections'

/** A logger that collects warnings and errors. */
export const remembering = (): { readonly logger: Logger; readonly warnings: readonly string[] } => {
  const warnings: string[] = []
  const warn = (facts: object, message: string): void => void warnings.push(`${message} ${JSON.stringify(facts)}`)
  return { logger: { info: () => undefined, warn, error: warn }, warnings }
}

/** Executes a command that must be accepted. */
export const accepted = async (crm: Clientele, type: string, data: object): Promise<void> => {
  const outcome = await crm.executeUnknown({ type, data }, { today: '2024-03-15' })
  if (outcome._tag === 'Left') throw new Error(`${type}: ${JSON.stringify(outcome.left)}`)
}

/** Executes commands with at least ten events, about records of this round only. */
export const round = async (crm: Clientele, number: number): Promise<void> => {
  const [employeeId, groupId] = [`e${number}`, `g${number}`]
  await accepted(crm, 'RegisterEmployee', { employeeId, name: `Employee ${number}` })
  await accepted(crm, 'CreateCustomerGroup', { groupId, name: `Group ${number}` })
  for (const letter of ['a', 'b', 'c', 'd']) {
    const customerId = `${letter}${number}`
    await accepted(crm, 'RegisterCustomer', {
      customerId,
      kind: 'company',
      name: `Ö ${customerId}`,
      ownerId: employeeId,
    })
    await accepted(crm, 'MoveCustomerToGroup', { customerId, groupId })
  }
}

/** The contents and views of a register, for comparison. */
export const answers = ({ register, views }: Clientele): object => ({
  dump: register.dump(),
  position: register.position,
  list: views.customerList({}),
  matrix: views.responsibilityMatrix({ asOf: '2100-01-01' }),
  tree: views.groupTree({}),
  histories: [...register.tables.customers.rows()].map(({ customerId }) => views.customerHistory({ customerId })),
})

/** Opens a register, works with it and closes it. */
export const session = async <A, P extends ProjectionsByName>(
  options: ClienteleOptions<readonly [], readonly [], P>,
  work: (crm: Clientele<NoHost, P>) => A | Promise<A>,
): Promise<A> => {
  const crm = await openClientele(options)
  try {
    return await work(crm)
  } finally {
    await crm.close()
  }
}
