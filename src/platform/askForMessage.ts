import Taro from '@tarojs/taro'

/**
 * Asks the shopper's leave for one message in WeChat. Has to be called from a tap, before anything is waited for. A refusal,
 * a switch that is off and a failure are all a no: there are other ways to tell him.
 */
export async function askForMessage(templateId: string): Promise<boolean> {
  try {
    const answer = await Taro.requestSubscribeMessage({ tmplIds: [templateId], entityIds: [] })
    return (answer as unknown as Record<string, unknown>)[templateId] === 'accept'
  } catch {
    return false
  }
}
