import type { App, Service } from '../../environment.js'
import { addPage } from '../pages.js'
import { addHandOver } from './hand-over-page.js'
import { showPersonsInCharge } from './list-page.js'
import { addResponsibility } from './responsibility-page.js'

/** Adds the list of persons in charge, a page per responsibility, and the handover from one employee to another. */
export const addPersonsInCharge = (app: App, service: Service): void => {
  addPage(app, service, '/persons-in-charge', (context) => showPersonsInCharge(service, context))
  addHandOver(app, service)
  addResponsibility(app, service)
}
