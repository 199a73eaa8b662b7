/** Words (maybe none), words set apart, or a link. `web` tells a page from an address that another program opens (mail, telephone). */
export type Inline =
  | string
  | { readonly tag: 'strong' | 'em'; readonly parts: readonly Inline[] }
  | { readonly tag: 'a'; readonly href: string; readonly web: boolean; readonly text: string };

/** A paragraph of lines, or a list of items. */
export interface Block {
  readonly tag: 'p' | 'ul' | 'ol';
  readonly lines: readonly (readonly Inline[])[];
}

/** `**bold**`, `*italic*`, `[text](address)`, or an address by itself. */
const marks = /\*\*(.+?)\*\*|\*([^\s*](?:[^*]*[^\s*])?)\*|\[([^\]]+)\]\(([^()\s]+(?:\([^()\s]*\))?)\)|(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]])/g;

/** Where a link may lead: the web, a page of the hub's own (`/…`), mail, a telephone; nowhere that runs code or reaches the device. */
export function safeAddress(address: string): string | null {
  return /^(?:https?:\/\/[^\s/]|\/(?![/\\])|mailto:[^\s@]+@|tel:\+?[\d\s()-]+$)/i.test(address) ? address : null;
}

/**
 * A bot's words: the small part of Markdown that docs/protocol.md section 2 names, for every screen alike. Paragraphs are parted by empty lines;
 * lines that start with `- `, `* ` or `1. ` are lists. What is not part of it stays the text it is; HTML too.
 */
export function parseMarkdown(text: string): readonly Block[] {
  const blocks: { readonly tag: Block['tag']; readonly lines: (readonly Inline[])[] }[] = [];
  let open: (typeof blocks)[number] | undefined;
  for (const line of text.split(/\r?\n/)) {
    const item = /^\s*(?:([-*•])|\d+[.)])\s+(.*)$/.exec(line);
    const tag = item ? (item[1] ? 'ul' : 'ol') : 'p';
    if (line.trim()) {
      if (open?.tag !== tag) blocks.push(open = { tag, lines: [] });
      open.lines.push(inlineOf(item?.[2] ?? line));
    } else open = undefined;
  }
  return blocks;
}

/** Plain words of people: only web addresses become links. */
export function parsePlain(text: string): readonly Inline[] {
  return text.split(/(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]])/).map((part, index) => (index % 2 === 1 ? link(part, part) : part));
}

function inlineOf(text: string): readonly Inline[] {
  const parts: Inline[] = [];
  let end = 0;
  for (const match of text.matchAll(marks)) {
    const [whole, bold, italic, label, address, bare] = match;
    parts.push(text.slice(end, match.index));
    end = match.index + whole.length;
    if (bold) parts.push({ tag: 'strong', parts: inlineOf(bold) });
    else if (italic) parts.push({ tag: 'em', parts: inlineOf(italic) });
    else parts.push(link(address ?? bare!, label ?? bare!));
  }
  parts.push(text.slice(end));
  return parts;
}

/** A link that leads nowhere safe is its words. */
function link(address: string, text: string): Inline {
  const href = safeAddress(address);
  return href ? { tag: 'a', href, web: /^[h/]/i.test(href), text } : text;
}
