import { createProjections, type Projections } from '@clientele/projections'
import { touchingCustomers } from './about.js'
import { invariant, projected } from './invariant.js'

export const rebuilt = invariant({
  title: 'INV-23 views that grew event by event equal views rebuilt from the whole log',
  about: touchingCustomers,
  broken: ({ log }) => {
    const grown = createProjections()
    for (const event of log) {
      grown.apply(event)
      grown.views.groupTree({})
      grown.views.nextCustomerNumber({})
    }
    const whole = projected(log)
    const show = ({ register, views }: Projections): string =>
      JSON.stringify([
        register.dump(),
        views.groupTree({}),
        views.responsibilityMatrix({ asOf: '2024-03-10', showProjects: true }),
        views.assigneeList({ asOf: '2024-03-10' }),
        views.startDates({}),
        views.nextCustomerNumber({}),
      ])
    return show(grown) === show(whole) ? [] : ['grown and rebuilt views differ']
  },
})
