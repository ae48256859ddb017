import { writeAnswer } from '../../answers/answer.js'
import type { ArgumentsOf, Options } from '../../arguments/arguments.js'
import { listingOptions, lookingOptions, pageOptions } from '../../arguments/options.js'
import { type Ending, failed } from '../../cli-error.js'
import type { Io } from '../../io.js'
import { type Reading, withReading } from '../../opening/opening.js'
import { printJson } from '../../printing/json.js'
import { printSections } from '../../printing/sections.js'
import { subCommand } from '../../sub-command.js'
import { filterFrom, filterOptions } from './filter-options.js'

const projectsOptions = {
  ...listingOptions,
  ...pageOptions,
  ...filterOptions,
  name: { kind: 'text', about: 'only projects with this in their name' },
  user: { kind: 'text', names: 'employee', about: 'only projects this employee is responsible for or takes part in' },
  closed: { kind: 'flag', about: 'also closed projects' },
} as const satisfies Options

type ProjectsArgs = ArgumentsOf<typeof projectsOptions>

const tellProjects = (args: ProjectsArgs, io: Io, { views, asking }: Reading): Promise<Ending> => {
  const params = {
    ...asking,
    filter: filterFrom(args),
    text: args.name,
    userId: args.user,
    showClosed: args.closed,
    offset: args.offset,
    limit: args.limit,
  }
  return writeAnswer(args, io, { json: () => views.projectList(params), listing: () => views.projectListing(params) })
}

/** The projects of customers. */
export const projects = subCommand({
  name: 'projects',
  about: 'the projects with their customers and who is responsible for them',
  order: 'by name; ties by id.',
  options: projectsOptions,
  examples: [
    ['projects --group clients', 'the open projects of a group'],
    ['projects --user anna --closed', 'everything Anna works or worked on'],
  ],
  run: (args, io) => withReading(args, io, (register) => tellProjects(args, io, register)),
})

type ProjectArgs = ArgumentsOf<typeof lookingOptions> & { readonly ID: string }

const show = async (args: ProjectArgs, io: Io, { views, asking }: Reading): Promise<Ending> => {
  const params = { ...asking, projectId: args.ID }
  const card = views.projectCard(params)
  if (card === null)
    return failed(`There is no project "${params.projectId}" to be seen: look the id up with "clientele projects".`)
  await (args.json ? printJson(io, card) : printSections(io, views.projectCardSections(params) ?? []))
  return { _tag: 'Right', right: undefined }
}

/** The card of one project. */
export const project = subCommand({
  name: 'project',
  about: 'one project with its customer, people and activities',
  order: 'those responsible as they were assigned, participants by name; activities newest first.',
  positionals: { ID: { about: 'the id of the project' } },
  options: lookingOptions,
  examples: [['project roof', 'the card of a project']],
  run: (args, io) => withReading(args, io, (register) => show(args, io, register)),
})
