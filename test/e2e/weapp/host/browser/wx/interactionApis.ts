import { askHost, WxError } from '../bridge'
import { askActionSheet, askModal, hideToast, showPictures, showToast } from '../overlays'
import type { BuildGroup } from './api'

const TOAST_MS = 1500

export const interactionApis: BuildGroup = ({ stats }) => ({
  async: {
    showToast: ({ title, duration }) => {
      stats.toasts.push(String(title))
      showToast(String(title), typeof duration === 'number' ? duration : TOAST_MS)
    },
    showLoading: ({ title }) => showToast(String(title), null),
    hideToast: () => hideToast(),
    hideLoading: () => hideToast(),
    showModal: async (options) => {
      const confirm = await askModal(options)
      return { confirm, cancel: !confirm }
    },
    showActionSheet: async ({ itemList }) => {
      const tapIndex = await askActionSheet(itemList as string[])
      if (tapIndex === null) throw new WxError('cancel')
      return { tapIndex }
    },
    previewImage: ({ urls, current }) => showPictures(urls as string[], current),
    vibrateShort: () => undefined,
    enableAlertBeforeUnload: () => undefined,
    disableAlertBeforeUnload: () => undefined,
    showShareMenu: () => undefined,
    hideShareMenu: () => undefined,
    updateShareMenu: () => undefined,
    requestPayment: ({ package: prepay }) => askHost('payment', { package: prepay }),
    requestSubscribeMessage: ({ tmplIds }) => askHost('subscribe', { tmplIds }),
  },
})
