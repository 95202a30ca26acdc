import path from 'node:path'
import type { HostAnswer, HostCall } from '../protocol'
import type { Cashier } from './cashier'
import type { Network } from './network'
import type { TemporaryFiles } from './temporaryFiles'
import type { WechatPhone } from './wechatPhone'
import { WxFailure } from './wxFailure'

type Args = HostCall['args']
type Service = (args: Args) => unknown

/** Answers of a test for `wx` functions that the host does not have; throwing a `WxFailure` fails the call. */
export type WxOverrides = Record<string, (args: Args) => unknown>

export interface PhoneParts {
  network: Network
  phone: WechatPhone
  cashier: Cashier
  files: TemporaryFiles
}

/** Everything that the browser half asks of the test process. */
export function hostServices({ network, phone, cashier, files }: PhoneParts, overrides: WxOverrides): Record<string, Service> {
  const online = <T>(answer: () => T): T => {
    if (!network.online) throw new WxFailure('network error', 600_003)
    return answer()
  }
  return {
    request: (args) => network.request(args as unknown as Parameters<Network['request']>[0]),
    abort: ({ id }) => network.abort(Number(id)),
    uploadFile: (args) => network.uploadFile(args as unknown as Parameters<Network['uploadFile']>[0], toUpload(files, String(args.filePath))),
    downloadFile: async (args) => {
      const { file, ...answer } = await network.downloadFile(args as unknown as Parameters<Network['downloadFile']>[0])
      return { ...answer, tempFilePath: files.keep(file) }
    },
    login: () => online(() => phone.login()),
    phoneNumber: () => online(() => phone.tapPhoneButton()),
    userInfo: () => online(() => phone.userInfo()),
    setting: () => ({ authSetting: phone.userInfoGranted ? { 'scope.userInfo': true } : {} }),
    chooseAvatar: () => {
      if (phone.avatar === 'cancelled') throw new WxFailure('cancel')
      return { avatarUrl: files.keep({ contentType: 'image/png', content: phone.avatarFile }) }
    },
    media: () => {
      if (phone.photo === 'cancelled') throw new WxFailure('cancel')
      const tempFilePath = files.keep({ contentType: 'image/jpeg', content: phone.photo })
      return { type: 'image', tempFiles: [{ tempFilePath, fileType: 'image', size: phone.photo.length }] }
    },
    payment: (args) => online(() => cashier.pay(String(args.package))),
    subscribe: ({ tmplIds }) => online(() => phone.subscribe(tmplIds as string[])),
    address: () => phone.chooseAddress(),
    networkType: () => ({ networkType: network.online ? 'wifi' : 'none' }),
    override: ({ name, args }) => answerOverride(overrides, String(name), args as Args),
  }
}

/** Turns a service's outcome into what crosses the bridge. */
export async function answer(services: Record<string, Service>, { name, args }: HostCall): Promise<HostAnswer> {
  try {
    const service = services[name]
    if (!service) throw new WxFailure(`the host has no service "${name}"`)
    return { ok: true, value: (await service(args)) ?? {} }
  } catch (thrown) {
    if (thrown instanceof WxFailure) return { ok: false, message: thrown.message, errno: thrown.errno }
    return { ok: false, message: thrown instanceof Error ? thrown.message : String(thrown) }
  }
}

function answerOverride(overrides: WxOverrides, name: string, args: Args): unknown {
  const override = overrides[name]
  if (!override) throw new WxFailure('not supported by the test host')
  return override(args)
}

function toUpload(files: TemporaryFiles, filePath: string) {
  const file = files.find(filePath)
  if (!file) throw new WxFailure(`file doesn't exist: ${filePath}`)
  return { ...file, fileName: path.basename(filePath) }
}
