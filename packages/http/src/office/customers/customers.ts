import type { App, Service } from '../../environment.js'
import { addCustomerCard } from './card-page.js'
import { addDeleteCustomer } from './delete-page.js'
import { addCustomerList } from './list/list-page.js'
import { addMergeCustomers } from './merge-page.js'
import { addRegisterCustomer } from './register-page.js'

/** Adds the customers: list, registration and cards. */
export const addCustomers = (app: App, service: Service): void => {
  addCustomerList(app, service)
  addRegisterCustomer(app, service)
  addMergeCustomers(app, service)
  addDeleteCustomer(app, service)
  addCustomerCard(app, service)
}
