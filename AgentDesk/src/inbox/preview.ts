/** The first words of a message on one line: a bot's Markdown without its marks, everything else as it is. */
export function previewOf(text: string | null | undefined, by: string | null | undefined): string {
  const line = (text ?? '').replace(/\s+/g, ' ').trim();
  return by === 'bot' ? line.replace(/\*\*/g, '').replace(/\[([^\]]*)\]\([^)]*\)/g, '$1') : line;
}
