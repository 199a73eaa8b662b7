import type { EmailAddress } from '@contacthub/client';

/** An address as people write it: `Ad Soyad <ad@ornek.tr>`. */
export const written = ({ address, name }: EmailAddress) => (name ? `${/[",;<>]/.test(name) ? `"${name.replaceAll('"', '')}"` : name} <${address}>` : address);

/** Addresses with commas between them, to be edited in a field. */
export const joined = (addresses: readonly EmailAddress[]) => addresses.map(written).join(', ');

const SHAPE = /^[^\s@<>()[\],;:\\"]+@[^\s@<>()[\],;:\\"]+\.[^\s@<>()[\],;:\\".]+$/u;

/** Reads what {@link joined} wrote, or a person; null when something in it is no address. */
export function parsed(text: string): readonly EmailAddress[] | null {
  const found: EmailAddress[] = [];
  // Commas and semicolons part addresses, but not within quotes.
  for (const part of text.match(/(?:"[^"]*"|[^,;"])+/g) ?? []) {
    const one = part.trim();
    if (one === '') continue;
    const named = /^(.*?)\s*<([^<>]*)>$/u.exec(one);
    const address = (named ? named[2]! : one).trim();
    if (!SHAPE.test(address)) return null;
    const name = named?.[1]!.replaceAll('"', '').trim();
    found.push({ address, name: name ? name : null });
  }
  return found;
}
