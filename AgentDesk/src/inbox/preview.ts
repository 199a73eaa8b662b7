import { parseMarkdown, type Inline } from '@contacthub/client';

const wordsOf = (parts: readonly Inline[]): string =>
  parts.map((part) => (typeof part === 'string' ? part : part.tag === 'a' ? part.text : wordsOf(part.parts))).join('');

/** The hub cuts long messages off, where it may be in the middle of a mark: what is left of a link is its words, and bold goes on to the end. */
function closed(cut: string): string {
  if (!cut.endsWith('…')) return cut;
  const linked = cut.replace(/\[([^[\]]*)(?:\](?:\([^()]*)?)?…$/, '$1…');
  return linked.split('**').length % 2 === 0 ? `${linked}**` : linked;
}

/** The first words of a message on one line: a bot's Markdown without its marks, everything else as it is. */
export function previewOf(text: string | null | undefined, by: string | null | undefined): string {
  const words = by === 'bot' ? parseMarkdown(closed(text ?? '')).flatMap(({ lines }) => lines.map(wordsOf)).join(' ') : text ?? '';
  return words.replace(/\s+/g, ' ').trim();
}
