import { useEffect } from 'react'
import { View } from '@tarojs/components'
import type { Address } from '@contract/addresses'
import { aria } from '@/components/aria'
import { Button } from '@/components/Button'
import type { AddressDraft } from './addressDraft'
import { PlaceFields, RecipientFields } from './AddressFields'
import { DefaultField } from './DefaultField'
import { failureText } from './failureText'
import { ImportFromWechat } from './ImportFromWechat'
import { PasteField } from './PasteField'
import { TagField } from './TagField'
import { texts } from './texts'
import { useAddressForm } from './useAddressForm'
import { useLeaveGuard } from './useLeaveGuard'
import styles from './AddressForm.module.scss'

interface AddressFormProps {
  /** Of the address that is changed; none for a new one. */
  id?: string
  initial: AddressDraft
  onSaved: (address: Address) => void
}

export function AddressForm({ id, initial, onSaved }: AddressFormProps) {
  const { draft, errors, failure, isSaving, isDirty, saved, change, fill, save } = useAddressForm({ id, initial })
  useLeaveGuard(isDirty)
  useEffect(() => {
    // Only now, with the guard above lifted: it would ask about leaving what has just been saved.
    if (saved) onSaved(saved)
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once for each save, whatever callback the page gives
  }, [saved])
  return (
    <View className={styles.form} {...aria({ role: 'form', label: id === undefined ? texts.createTitle : texts.editTitle })}>
      {id === undefined && <ImportFromWechat onImport={change} />}
      {id === undefined && <PasteField onFill={fill} />}
      <RecipientFields draft={draft} errors={errors} onChange={change} />
      <PlaceFields draft={draft} errors={errors} onChange={change} />
      <TagField value={draft.tag} onChange={(tag) => change({ tag })} />
      <DefaultField isOn={draft.isDefault} isFixed={initial.isDefault} onChange={(isDefault) => change({ isDefault })} />
      {failure && (
        <View className={styles.failure} {...aria({ role: 'alert' })}>
          {failureText(failure)}
        </View>
      )}
      <Button block size="large" loading={isSaving} onTap={() => void save()}>
        {texts.save}
      </Button>
    </View>
  )
}
