/** Shown to shoppers who report a fault. A test keeps it equal to package.json, which must not end up in the bundle. */
export const APP_VERSION = '0.1.0'
