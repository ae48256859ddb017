import { createProjections, type Projections } from '@clientele/projections'
import { customerCommands } from './command-types.js'
import { invariant, projected } from './invariant.js'

export const rebuiltViews = invariant({
  title: 'INV-23 views updated event by event equal views rebuilt from the whole log',
  about: customerCommands,
  broken: ({ log }) => {
    const incremental = createProjections()
    for (const event of log) {
      incremental.apply(event)
      incremental.views.groupTree({})
      incremental.views.nextCustomerNumber({})
    }
    const replayed = projected(log)
    const show = ({ register, views }: Projections): string =>
      JSON.stringify([
        register.dump(),
        views.groupTree({}),
        views.responsibilityMatrix({ asOf: '2024-03-10', showProjects: true }),
        views.assigneeList({ asOf: '2024-03-10' }),
        views.startDates({}),
        views.nextCustomerNumber({}),
      ])
    return show(incremental) === show(replayed) ? [] : ['grown and rebuilt views differ']
  },
})
