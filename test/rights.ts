import { commands, type RightName, rightOf, rights } from '@clientele/domain'
import { createProjections, type Shows, showsOf, type Views } from '@clientele/projections'

const sight: { readonly [K in Shows]: string } = {
  catalogue: 'Groups, roles, classifiers, number series and settings: every active employee.',
  customers: 'Rows and counts about customers: those the viewer may see, as under `customer` above.',
  persons: 'Rows and counts about contacts: those of a customer the viewer may see, and those without one.',
  own: "The viewer's own preferences and reports, and the reports of the office.",
}

const list = (names: readonly string[]): string =>
  [...names]
    .sort()
    .map((name) => `\`${name}\``)
    .join(', ')

const commandsOf = (right: string): readonly string[] =>
  Object.values(commands).flatMap((command) => (rightOf(command) === right ? [command.type] : []))

const commandSection = ([name, { means }]: readonly [string, (typeof rights)[RightName]]): string =>
  `### \`${name}\`\n\n${means}\n\n${list(commandsOf(name))}`

const viewNames = Object.keys(createProjections().views) as (keyof Views)[]

const viewSection = ([shows, means]: readonly [string, string]): string => {
  const views = viewNames.filter((view) => showsOf(view) === shows)
  return `### \`${shows}\`\n\n${means}\n\n${list(views)}`
}

/** `docs/rights.md`: who may do and see what, from the tables that decide it. */
export const rightsText = (): string => `# Who acts, who looks

Generated from the tables that decide (\`npm run generate\`).

* **Who acts.** \`execute(command, { by: 'anna' })\` acts as the employee \`anna\`, and refuses what she has no right to; an empty \`by\` is malformed. A refusal names no customer or contact that she may not see. Without \`by\` the embedding service acts as itself, with every right; \`{ by: 'anna', as: 'host' }\` does the same and records \`anna\`. An import acts as the service, unless it is told \`as: 'employee'\`.
* **Who is no active employee.** \`by\` may name somebody who was never registered, or has left. Such an actor has no right that an employee has to hold: under \`customer\` and \`owner\` not what is private, owned or in a closed group, and nothing under \`oneself\`, \`groupSight\` and \`administer\`. What is open to everybody is open to it too: every command under \`anybody\`, reports under its own name, and under \`customer\` all customers and contacts that are hidden from nobody. So take \`by\` from the users of your own service, register each of them (\`RegisterEmployee\`), and let nobody in who has left. Over HTTP, \`@clientele/http\` refuses who has left.
* **Who looks.** A view with \`viewer: 'anna'\` shows what she may see **today**: \`asOf\` and \`--known-at\` choose what is shown, never who may see it. Without \`viewer\` the embedding service looks as itself and sees everything. A viewer that is empty, unknown or has left is refused by name (\`UnknownViewer\`, \`ViewerHasLeft\`): as \`Left\` if the view returns an \`Either\`, else thrown as \`QuestionRefused\` (\`refusalOf(error)\` gives the refusal). Hidden and missing rows get the same answer.
* **A closed group.** A group with a list of salespersons is closed to other employees whose only role is salesperson, and so are its subgroups without a list of their own. Employees responsible for a customer today, directly, through a project or as a substitute, see it all the same. Policy \`emptyVisibilityList: nobody\` closes groups without any list.
* **A private customer** is visible to its owner and to administrators (\`privateVisibility: ownerOnly\` hides it from administrators, who may still act on it).
* **The first administrator.** Until a register has had an administrator, anybody may register employees and initialise the tenant.

## Commands

${Object.entries(rights).map(commandSection).join('\n\n')}

## Views

${Object.entries(sight).map(viewSection).join('\n\n')}

\`nextCustomerNumber\` and \`numberSeries\` count the numbers of hidden customers too.
`
