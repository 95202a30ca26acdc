/** Origin of the backend: '' on H5 (same origin), compiled in for the mini-program (config/index.ts). */
declare const API_BASE: string
/** Whether the phone button asks for WeChat's realtime check (0.04 instead of 0.03 yuan a success; config/index.ts). */
declare const REALTIME_PHONE: boolean

declare module '*.module.scss' {
  const classes: Readonly<Record<string, string>>
  export default classes
}

declare module '*.png' {
  const url: string
  export default url
}

declare module '*.webp' {
  const url: string
  export default url
}
