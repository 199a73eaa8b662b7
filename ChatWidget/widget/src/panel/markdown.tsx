import type { ComponentChildren } from 'preact';

/** `**bold**`, `*italic*`, `[text](address)`, or an address by itself. */
const inline = /\*\*(.+?)\*\*|\*([^\s*](?:[^*]*[^\s*])?)\*|\[([^\]]+)\]\(([^()\s]+(?:\([^()\s]*\))?)\)|(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]])/g;

/** Where a link may lead: the web, a page of the hub's own (`/…`), mail, a telephone; nowhere that runs code or reaches the device. */
export function safeAddress(address: string): string | null {
  return /^(?:https?:\/\/[^\s/]|\/(?![/\\])|mailto:[^\s@]+@|tel:\+?[\d\s()-]+$)/i.test(address) ? address : null;
}

/** A bot's words: the small part of Markdown that the protocol names. What is not part of it stays the text it is; HTML too. */
export function Markdown({ text, newWindow }: { readonly text: string; readonly newWindow: string }) {
  return <>{blocksOf(text).map((block, index) => <Block key={index} block={block} newWindow={newWindow} />)}</>;
}

/** Plain words of people: only web addresses become links, and lines stay lines. */
export function PlainText({ text, newWindow }: { readonly text: string; readonly newWindow: string }) {
  const parts = text.split(/(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]])/);
  return <p>{parts.map((part, index) => (index % 2 === 1 ? <Link key={index} address={part} newWindow={newWindow}>{part}</Link> : part))}</p>;
}

interface BlockShape {
  readonly kind: 'p' | 'ul' | 'ol';
  readonly lines: string[];
}

/** Paragraphs are parted by empty lines; lines that start with `- `, `* ` or `1. ` are lists. */
function blocksOf(text: string): readonly BlockShape[] {
  const blocks: BlockShape[] = [];
  let open: BlockShape | undefined;
  for (const line of text.split(/\r?\n/)) {
    const item = /^\s*(?:([-*•])|\d+[.)])\s+(.*)$/.exec(line);
    const kind = item ? (item[1] ? 'ul' : 'ol') : 'p';
    if (line.trim() === '') {
      open = undefined;
      continue;
    }
    if (open?.kind !== kind) blocks.push(open = { kind, lines: [] });
    open.lines.push(item ? item[2] ?? '' : line);
  }
  return blocks;
}

function Block({ block, newWindow }: { readonly block: BlockShape; readonly newWindow: string }) {
  const lines = block.lines.map(line => inlineOf(line, newWindow));
  if (block.kind === 'p') return <p>{lines.map((line, index) => (index === 0 ? line : [<br key={index} />, line]))}</p>;
  const items = lines.map((line, index) => <li key={index}>{line}</li>);
  return block.kind === 'ul' ? <ul>{items}</ul> : <ol>{items}</ol>;
}

function inlineOf(text: string, newWindow: string): ComponentChildren[] {
  const parts: ComponentChildren[] = [];
  let end = 0;
  for (const match of text.matchAll(inline)) {
    const [whole, bold, italic, label, address, bare] = match;
    parts.push(text.slice(end, match.index));
    end = match.index + whole.length;
    if (bold) parts.push(<strong>{inlineOf(bold, newWindow)}</strong>);
    else if (italic) parts.push(<em>{inlineOf(italic, newWindow)}</em>);
    else parts.push(<Link address={address ?? bare ?? ''} newWindow={newWindow}>{label ?? bare}</Link>);
  }
  parts.push(text.slice(end));
  return parts;
}

function Link({ address, newWindow, children }: { readonly address: string; readonly newWindow: string; readonly children: ComponentChildren }) {
  const href = safeAddress(address);
  if (!href) return <>{children}</>;
  if (/^(?:mailto|tel):/i.test(href)) return <a href={href}>{children}</a>;
  return <a href={href} target="_blank" rel="noopener noreferrer">{children}<span class="unseen"> ({newWindow})</span></a>;
}
