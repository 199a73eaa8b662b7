const plain = (value: unknown): string => {
  if (Array.isArray(value)) return value.map(plain).join(', ');
  if (value !== null && typeof value === 'object') return Object.values(value).map(plain).join(' / ');
  return value === null ? '–' : String(value);
};

/** The detail of an audit entry for people: what came as a JSON object becomes `name: value` pairs, anything else stays as it is. */
export function detailText(detail: string | null): string {
  if (!detail?.startsWith('{')) return detail ?? '';
  try {
    return Object.entries(JSON.parse(detail) as Record<string, unknown>).map(([name, value]) => `${name}: ${plain(value)}`).join(' · ');
  } catch {
    // Not JSON after all, or cut off: still worth showing.
    return detail;
  }
}
