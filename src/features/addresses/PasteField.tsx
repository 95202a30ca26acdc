import { useState } from 'react'
import { View } from '@tarojs/components'
import { ADDRESS_TEXT_MAX_LENGTH } from '@contract/limits'
import { aria } from '@/components/aria'
import { Button } from '@/components/Button'
import { Icon } from '@/components/Icon'
import { TextField } from '@/components/TextField'
import { FIELDS, type AddressDraft, type AddressField } from './addressDraft'
import styles from './AddressForm.module.scss'
import { useParseAddressMutation } from './parseApi'
import { partsOf } from './partsOf'
import { texts } from './texts'

interface PasteFieldProps {
  onFill: (part: Partial<AddressDraft>, missing: AddressField[]) => void
}

/** A whole address in one piece, as it comes in a message: it is taken apart into the fields below. */
export function PasteField({ onFill }: PasteFieldProps) {
  const [text, setText] = useState('')
  const [outcome, setOutcome] = useState<string | null>(null)
  const [parse, { isLoading }] = useParseAddressMutation()

  const handleParse = async () => {
    const { data } = await parse(text.trim())
    if (!data) return setOutcome(texts.parseFailed)
    const { part, missing } = partsOf(data)
    if (missing.length === FIELDS.length) return setOutcome(texts.nothingParsed)
    setOutcome(missing.length === 0 ? texts.parsed : texts.parsedPart(missing.map((field) => texts.fields[field])))
    onFill(part, missing)
  }
  return (
    <View className={styles.paste}>
      <TextField multiline label={texts.paste} placeholder={texts.pasteHint} value={text} maxLength={ADDRESS_TEXT_MAX_LENGTH} onChange={setText} />
      <View className={styles.pasteFoot}>
        <View className={styles.outcome} {...aria({ role: 'status', live: 'polite' })}>
          {outcome}
        </View>
        <Button kind="soft" size="small" disabled={text.trim() === ''} loading={isLoading} onTap={() => void handleParse()}>
          <Icon name="clipboard-paste" />
          {texts.parse}
        </Button>
      </View>
    </View>
  )
}
