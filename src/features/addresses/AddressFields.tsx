import { View } from '@tarojs/components'
import { ADDRESS_DETAIL_MAX_LENGTH, RECIPIENT_MAX_LENGTH } from '@contract/limits'
import { TextField } from '@/components/TextField'
import type { AddressDraft, FieldErrors } from './addressDraft'
import { fieldId } from './fieldId'
import { RegionField } from './RegionField'
import { texts } from './texts'

interface AddressFieldsProps {
  draft: AddressDraft
  errors: FieldErrors
  onChange: (part: Partial<AddressDraft>) => void
}

/** To whom. */
export function RecipientFields({ draft, errors, onChange }: AddressFieldsProps) {
  return (
    <>
      <View id={fieldId('recipient')}>
        <TextField
          kind="name"
          label={texts.recipient}
          placeholder={texts.recipientHint}
          value={draft.recipient}
          maxLength={RECIPIENT_MAX_LENGTH}
          error={errors.recipient}
          onChange={(recipient) => onChange({ recipient })}
        />
      </View>
      <View id={fieldId('phone')}>
        <TextField
          kind="mobile"
          label={texts.phone}
          placeholder={texts.phoneHint}
          value={draft.phone}
          error={errors.phone}
          onChange={(phone) => onChange({ phone })}
        />
      </View>
    </>
  )
}

/** Where to. */
export function PlaceFields({ draft, errors, onChange }: AddressFieldsProps) {
  return (
    <>
      <View id={fieldId('regionCode')}>
        <RegionField value={draft.region} error={errors.regionCode} onChange={(region) => onChange({ region })} />
      </View>
      <View id={fieldId('detail')}>
        <TextField
          multiline
          kind="address"
          label={texts.detail}
          placeholder={texts.detailHint}
          value={draft.detail}
          maxLength={ADDRESS_DETAIL_MAX_LENGTH}
          error={errors.detail}
          onChange={(detail) => onChange({ detail })}
        />
      </View>
    </>
  )
}
