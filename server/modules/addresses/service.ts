import type { Kysely, Transaction } from 'kysely'
import type { Address, AddressInput, AddressUpdate } from '@contract/addresses'
import { ADDRESS_LIMIT } from '@contract/limits'
import type { Clock } from '../../clock'
import type { Database } from '../../database/schema'
import { inTransaction } from '../../database/transaction'
import { problem } from '../../errors'
import { newId } from '../../ids'
import type { Vault } from '../../security/vault'
import { lockUser } from '../identity/accounts'
import { findRegion } from '../regions/regions'
import { openContact, presentAddress, sealContact } from './present'
import { clearDefault, countAddresses, deleteAddress, findAddress, insertAddress, listAddresses, promoteLatest, updateAddress } from './repository'
import type { AddressTable } from './tables'

export interface AddressDeps {
  db: Kysely<Database>
  clock: Clock
  vault: Vault
}

type Trx = Transaction<Database>

/**
 * The address book of one shopper. A book with addresses has exactly one default: the first becomes it, a
 * deleted default hands the mark on, and the mark moves but is never merely taken off. Writes of one shopper
 * run one after the other (the user's row is locked), so the limit and the mark hold under any concurrency.
 */
export async function listBook(deps: AddressDeps, userId: string): Promise<Address[]> {
  const rows = await listAddresses(deps.db, userId)
  return rows.map((row) => presentAddress(row, deps.vault))
}

export async function readAddress(deps: AddressDeps, userId: string, id: string): Promise<Address> {
  return presentAddress(await mustFind(deps.db, userId, id), deps.vault)
}

export async function addAddress(deps: AddressDeps, userId: string, input: AddressInput): Promise<Address> {
  checkRegion(input.regionCode)
  return write(deps, userId, async (trx) => {
    const count = await countAddresses(trx, userId)
    if (count >= ADDRESS_LIMIT) throw problem('address_limit_reached')
    const id = newId()
    const now = new Date(deps.clock.now())
    const isDefault = count === 0 || input.isDefault === true
    if (isDefault) await clearDefault(trx, userId)
    const row: AddressTable = {
      id,
      user_id: userId,
      region_code: input.regionCode,
      contact: sealContact(deps.vault, id, { recipient: input.recipient.trim(), phone: input.phone, detail: input.detail.trim() }),
      tag: input.tag ?? null,
      is_default: isDefault,
      created_at: now,
      updated_at: now,
    }
    await insertAddress(trx, row)
    return presentAddress(row, deps.vault)
  })
}

/** Changes what is given. `isDefault: false` on the default changes nothing: some address has to be it. */
export async function changeAddress(deps: AddressDeps, userId: string, id: string, update: AddressUpdate): Promise<Address> {
  if (update.regionCode !== undefined) checkRegion(update.regionCode)
  return write(deps, userId, async (trx) => {
    const old = await mustFind(trx, userId, id)
    const contact = openContact(deps.vault, old)
    if (update.isDefault === true && !old.is_default) await clearDefault(trx, userId)
    const change = {
      region_code: update.regionCode ?? old.region_code,
      contact: sealContact(deps.vault, id, {
        recipient: update.recipient?.trim() ?? contact.recipient,
        phone: update.phone ?? contact.phone,
        detail: update.detail?.trim() ?? contact.detail,
      }),
      tag: update.tag === undefined ? old.tag : update.tag,
      is_default: update.isDefault === true || old.is_default,
      updated_at: new Date(deps.clock.now()),
    }
    await updateAddress(trx, userId, id, change)
    return presentAddress({ ...old, ...change }, deps.vault)
  })
}

/** Moves the mark alone: the order of the others, by their last change, stays. */
export async function makeDefault(deps: AddressDeps, userId: string, id: string): Promise<Address> {
  return write(deps, userId, async (trx) => {
    const row = await mustFind(trx, userId, id)
    if (!row.is_default) {
      await clearDefault(trx, userId)
      await updateAddress(trx, userId, id, { is_default: true })
    }
    return presentAddress({ ...row, is_default: true }, deps.vault)
  })
}

export async function removeAddress(deps: AddressDeps, userId: string, id: string): Promise<void> {
  await write(deps, userId, async (trx) => {
    const removed = await deleteAddress(trx, userId, id)
    if (!removed) throw problem('not_found')
    if (removed.is_default) await promoteLatest(trx, userId)
  })
}

async function write<T>(deps: AddressDeps, userId: string, work: (trx: Trx) => Promise<T>): Promise<T> {
  return inTransaction(deps.db, async (trx) => {
    if (!(await lockUser(trx, userId))) throw problem('session_expired')
    return work(trx)
  })
}

async function mustFind(db: Kysely<Database>, userId: string, id: string): Promise<AddressTable> {
  const row = await findAddress(db, userId, id)
  if (!row) throw problem('not_found')
  return row
}

function checkRegion(code: string): void {
  if (!findRegion(code)) throw problem('region_unknown', { errors: [{ field: 'body/regionCode', message: 'is no district' }] })
}
