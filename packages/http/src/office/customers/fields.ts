/** The contact fields of a customer. */
export const contactFields = ['email', 'phone', 'street', 'postalCode', 'city', 'region', 'country'] as const
