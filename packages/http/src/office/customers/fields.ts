/** The fields of a customer that say how it is reached. */
export const contactFields = ['email', 'phone', 'street', 'postalCode', 'city', 'region', 'country'] as const
