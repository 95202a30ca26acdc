import sharp from 'sharp'

const DRAWING = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 90">
  <rect width="120" height="90" fill="#7fb7a4"/><circle cx="60" cy="95" r="34" fill="#35586b"/>
  <circle cx="60" cy="46" r="24" fill="#f3cfa9"/><path d="M34 44a26 26 0 0 1 52 0c-9-9-18-13-26-13s-17 4-26 13z" fill="#3d2b22"/>
  <circle cx="51" cy="46" r="3" fill="#3d2b22"/><circle cx="69" cy="46" r="3" fill="#3d2b22"/><path d="M51 57q9 8 18 0" fill="none" stroke="#3d2b22" stroke-width="3"/>
</svg>`

/** A drawn face as a phone's camera would hand it over: wide, and as JPEG. */
export function photoOfFace(width = 1200): Promise<Buffer> {
  return sharp(Buffer.from(DRAWING), { density: (72 * width) / 120 }).resize(width).jpeg({ quality: 92 }).toBuffer()
}

const DATE_STAMP = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 90">
  <rect width="120" height="90" fill="#e9eef2"/><rect x="10" y="12" width="100" height="66" rx="6" fill="#fff"/>
  <path d="M20 30h8v20h-8zM34 30h8v20h-8zM48 30h8v20h-8zM64 30h8v20h-8zM78 30h8v20h-8zM92 30h8v20h-8z" fill="#35586b"/>
</svg>`

/** A date printed on a package, as a phone's camera would hand it over. */
export function photoOfDate(width = 1200): Promise<Buffer> {
  return sharp(Buffer.from(DATE_STAMP), { density: (72 * width) / 120 }).resize(width).jpeg({ quality: 92 }).toBuffer()
}

/** A face with the noise of a sensor and the place where it was taken: more than the server takes. */
export async function heavyPhoto(): Promise<Buffer> {
  const [width, height] = [4000, 3000]
  const noise = await sharp({ create: { width, height, channels: 3, background: '#808080', noise: { type: 'gaussian', mean: 128, sigma: 40 } } })
    .png({ compressionLevel: 0 })
    .toBuffer()
  return sharp(await sharp(Buffer.from(DRAWING), { density: 2400 }).resize(width, height).png({ compressionLevel: 0 }).toBuffer())
    .composite([{ input: noise, blend: 'soft-light' }])
    .withExif({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '30/1 14/1 0/1' } })
    .jpeg({ quality: 95 })
    .toBuffer()
}
