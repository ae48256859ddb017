import { AssignResponsible, type Clientele, RegisterCustomer, RegisterEmployee } from '@clientele/clientele'

/** Registers two employees and a customer, so that the pages have something to show. */
export const register = async (crm: Clientele): Promise<void> => {
  await crm.execute(RegisterEmployee({ employeeId: 'anna', name: 'Anna Aalto', admin: true }))
  await crm.execute(RegisterEmployee({ employeeId: 'matti', name: 'Matti Meri' }))
  await crm.execute(RegisterCustomer({ customerId: 'acme', name: 'Acme Oy' }))
  await crm.execute(AssignResponsible({ customerId: 'acme', employeeId: 'matti' }))
}
