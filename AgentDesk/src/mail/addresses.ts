import type { EmailAddress } from '@contacthub/client';

/** An address as people write it: `Ad Soyad <ad@ornek.tr>`. */
export const written = ({ address, name }: EmailAddress) => (name ? `${/[",;<>]/.test(name) ? `"${name.replaceAll('"', '')}"` : name} <${address}>` : address);

/** Addresses with commas between them, to be edited in a field. */
export const joined = (addresses: readonly EmailAddress[]) => addresses.map(written).join(', ');

const SHAPE = /^[^\s@<>()[\],;:\\"]+@[^\s@<>()[\],;:\\"]+\.[^\s@<>()[\],;:\\".]+$/u;

/** What stands in a field of addresses: those that were understood, and the parts that are none. */
export interface Read {
  readonly addresses: readonly EmailAddress[];
  readonly wrong: readonly string[];
}

/** Reads what {@link joined} wrote, or a person. */
export function read(text: string): Read {
  const addresses: EmailAddress[] = [];
  const wrong: string[] = [];
  // Commas and semicolons part addresses, but not within quotes.
  for (const part of text.match(/(?:"[^"]*"|[^,;"])+/g) ?? []) {
    const one = part.trim();
    if (one === '') continue;
    const named = /^(.*?)\s*<([^<>]*)>$/u.exec(one);
    const address = (named ? named[2]! : one).trim();
    if (!SHAPE.test(address)) {
      wrong.push(one);
      continue;
    }
    const name = named?.[1]!.replaceAll('"', '').trim();
    addresses.push({ address, name: name ? name : null });
  }
  return { addresses, wrong };
}
