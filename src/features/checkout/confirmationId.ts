export const CONFIRMATION_ID = 'near-expiry'
