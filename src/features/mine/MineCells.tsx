import { CellGroup } from '@/components/Cell'
import { useAddressBook } from '@/features/addresses/useAddressBook'
import { useFavouriteIdsQuery } from '@/features/favourites/favouritesApi'
import { selectIsMember } from '@/features/session/sessionSlice'
import { RouteCell } from '@/features/shell/RouteCell'
import { selectMe } from '@/features/user/userSlice'
import { useAppSelector } from '@/store/hooks'
import { GatedCell } from './GatedCell'
import { texts } from './texts'

export function MineCells() {
  const isMember = useAppSelector(selectIsMember)
  const me = useAppSelector(selectMe)
  // `data` would still be the last shopper's after he has signed out.
  const { currentData: favourites } = useFavouriteIdsQuery(undefined, { skip: !isMember })
  const { items: addresses, status } = useAddressBook()
  return (
    <>
      <CellGroup title={texts.account}>
        <GatedCell
          icon="heart"
          page="favourites"
          purpose="favourites"
          title={texts.favourites}
          value={favourites && texts.favouriteCount(favourites.items.length)}
        />
        <GatedCell icon="calendar-days" page="dates" purpose="dates" title={texts.dates} />
        <RouteCell icon="wallet" to={{ page: 'coupons' }} title={texts.coupons} />
        <GatedCell
          icon="map-pin"
          page="addresses"
          purpose="addresses"
          title={texts.addresses}
          value={status === 'ready' ? texts.addressCount(addresses.length) : undefined}
        />
        <GatedCell
          icon="smartphone"
          page="phone"
          purpose="phone"
          title={texts.phone}
          value={me ? (me.phone ?? texts.unbound) : undefined}
        />
      </CellGroup>
      <CellGroup title={texts.more}>
        <RouteCell icon="history" to={{ page: 'history' }} title={texts.history} />
        <RouteCell icon="settings" to={{ page: 'settings' }} title={texts.settings} value={texts.settingsValue} />
        <RouteCell icon="shield-check" to={{ page: 'privacySettings' }} title={texts.privacyData} />
      </CellGroup>
    </>
  )
}
