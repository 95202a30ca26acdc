import { combineReducers } from '@reduxjs/toolkit'
import { shopApi } from '@/api/shopApi'
import { analyticsReducer } from '@/features/analytics/analyticsSlice'
import { addressesReducer } from '@/features/addresses/addressesSlice'
import { browsingSlice } from '@/features/browsing/browsingSlice'
import { cartReducer } from '@/features/cart/cartSlice'
import { guestCartReducer } from '@/features/cart/guestCartSlice'
import { checkoutReducer } from '@/features/checkout/checkoutSlice'
import { connectivityReducer } from '@/features/connectivity/connectivitySlice'
import { consentReducer } from '@/features/consent/consentSlice'
import { trackingSlice } from '@/features/consent/trackingSlice'
import { intentReducer } from '@/features/intent/intentSlice'
import { loginCodeReducer } from '@/features/loginCode/loginCodeSlice'
import { paymentReducer } from '@/features/payment/paymentSlice'
import { privacyReducer } from '@/features/privacy/privacySlice'
import { memberApi } from '@/features/session/memberApi'
import { sessionReducer } from '@/features/session/sessionSlice'
import { phoneReducer } from '@/features/phone/phoneSlice'
import { searchHistorySlice } from '@/features/search/searchHistorySlice'
import { settingsSlice } from '@/features/settings/settingsSlice'
import { toastSlice } from '@/features/shell/toastSlice'
import { userReducer } from '@/features/user/userSlice'
import { webSignInReducer } from '@/features/webSignIn/webSignInSlice'

/** Every slice of the app. One that holds a shopper's own data resets on `isSessionReset`. */
export const reducer = combineReducers({
  session: sessionReducer,
  loginCode: loginCodeReducer,
  user: userReducer,
  phone: phoneReducer,
  addresses: addressesReducer,
  cart: cartReducer,
  guestCart: guestCartReducer,
  checkout: checkoutReducer,
  payment: paymentReducer,
  intent: intentReducer,
  consent: consentReducer,
  privacy: privacyReducer,
  connectivity: connectivityReducer,
  settings: settingsSlice.reducer,
  searchHistory: searchHistorySlice.reducer,
  browsing: browsingSlice.reducer,
  toast: toastSlice.reducer,
  webSignIn: webSignInReducer,
  tracking: trackingSlice.reducer,
  analytics: analyticsReducer,
  [shopApi.reducerPath]: shopApi.reducer,
  [memberApi.reducerPath]: memberApi.reducer,
})
