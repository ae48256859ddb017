import type { App, Service } from '../../environment.js'
import { addPage } from '../pages.js'
import { addHandOver } from './hand-over-page.js'
import { showPersonsInCharge } from './list-page.js'
import { addResponsibility } from './responsibility-page.js'

/** Who is in charge of whom, a page for each responsibility, and handing all of an employee's over to another. */
export const addPersonsInCharge = (app: App, service: Service): void => {
  addPage(app, service, '/persons-in-charge', (asked) => showPersonsInCharge(service, asked))
  addHandOver(app, service)
  addResponsibility(app, service)
}
