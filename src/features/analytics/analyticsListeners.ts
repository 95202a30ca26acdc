import { isAnyOf, type ListenerEffectAPI, type TypedStartListening } from '@reduxjs/toolkit'
import { connectivityChanged } from '@/features/connectivity/connectivitySlice'
import { selectIsConsentOutdated } from '@/features/consent/consentSlice'
import { selectMayTrack } from '@/features/consent/trackingSlice'
import { intentKept } from '@/features/intent/intentSlice'
import { hasCapability } from '@/features/session/capability'
import { sessionConfirmed } from '@/features/session/sessionActions'
import { guestFound } from '@/features/session/sessionSlice'
import { appShown } from '@/store/appEvents'
import type { AppExtra } from '@/store/extra'
import type { AppDispatch, RootState } from '@/store/makeStore'
import { analyticsForgotten, hitNoted, selectNotedHits, selectVisitorId } from './analyticsSlice'
import { isStep, stepOf, type AnalyticsEvent } from './funnel'
import { pageViewed } from './pageViewed'
import { sendHits } from './sendHits'

type Api = ListenerEffectAPI<RootState, AppDispatch, AppExtra>

/**
 * Counts what happens, while features stay unaware of it. Before the shopper's yes nothing is noted, kept or sent; while it
 * is not known whose yes counts (the launch is under way, or met no server), what happens waits in these functions alone.
 */
export function listenForAnalytics(startListening: TypedStartListening<RootState, AppDispatch, AppExtra>): void {
  let page: string = 'home'

  const note = async (api: Api, event?: AnalyticsEvent) => {
    const { clock, platform } = api.extra
    const hit = { id: platform.newId(), at: clock.now(), page, ...(event ? { event } : {}) }
    await until(api, (state) => selectMayTrack(state) || isSettled(state))
    const state = api.getState()
    if (!selectMayTrack(state)) return
    const userId = state.user.me?.analyticsId
    api.dispatch(hitNoted({ ...hit, visitorId: selectVisitorId(state) ?? newVisitorId(platform.newId()), ...(userId ? { userId } : {}) }))
    void api.dispatch(sendHits())
  }

  startListening({
    actionCreator: pageViewed,
    effect: ({ payload }, api) => {
      page = payload
      return note(api)
    },
  })

  startListening({
    matcher: isStep,
    effect: async (action, api) => {
      const step = stepOf(action, api.getOriginalState())
      if (step) await note(api, step)
    },
  })

  // A member's tap passes the gate unseen; who is still being checked may turn out to be one.
  startListening({
    actionCreator: intentKept,
    effect: async ({ payload }, api) => {
      await until(api, isSettled)
      const state = api.getState()
      if (hasCapability(state, payload.capability) && !selectIsConsentOutdated(state)) return
      await note(api, { category: state.session.status === 'member' ? 'phone' : 'login', action: 'gateShown', name: payload.purpose })
    },
  })

  startListening({
    matcher: isAnyOf(connectivityChanged, appShown, guestFound, sessionConfirmed),
    effect: (_action, api) => {
      if (selectNotedHits(api.getState()).length > 0) void api.dispatch(sendHits())
    },
  })

  startListening({
    predicate: (_action, state) => isSettled(state) && !selectMayTrack(state) && (selectVisitorId(state) !== null || selectNotedHits(state).length > 0),
    effect: (_action, api) => void api.dispatch(analyticsForgotten()),
  })
}

/** Whose choice counts is known. */
function isSettled({ session }: RootState): boolean {
  return session.status === 'guest' || session.status === 'member'
}

async function until(api: Api, isSo: (state: RootState) => boolean): Promise<void> {
  if (!isSo(api.getState())) await api.condition((_action, state) => isSo(state))
}

/** 16 hexadecimal digits, as Matomo wants it, of a random UUID. */
function newVisitorId(uuid: string): string {
  return uuid.replace(/-/g, '').slice(0, 16)
}
