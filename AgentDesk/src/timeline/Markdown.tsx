import type { ComponentChildren } from 'preact';

const INLINE = /\*\*([^*]+)\*\*|\[([^\]]+)\]\(([^)\s]+)\)|(https?:\/\/[^\s<>()]+[^\s<>().,;:!?])/g;

const SAFE = /^(https?:|mailto:|tel:)/i;

function inline(text: string): ComponentChildren[] {
  const parts: ComponentChildren[] = [];
  let from = 0;
  for (const found of text.matchAll(INLINE)) {
    const [whole, bold, label, target, bare] = found;
    parts.push(text.slice(from, found.index));
    const href = target ?? bare;
    if (bold) parts.push(<strong>{bold}</strong>);
    else if (href && SAFE.test(href)) parts.push(<a href={href} target="_blank" rel="noopener noreferrer">{label ?? bare}</a>);
    else parts.push(whole);
    from = found.index + whole.length;
  }
  parts.push(text.slice(from));
  return parts;
}

/** Plain text with its addresses as links. */
export function PlainText({ text }: { text: string }) {
  return <>{text.split(/(https?:\/\/[^\s<>()]+[^\s<>().,;:!?])/).map((part, at) =>
    at % 2 === 1 ? <a key={at} href={part} target="_blank" rel="noopener noreferrer">{part}</a> : part)}</>;
}

/** The part of Markdown that bot answers use: paragraphs, lists, bold, links. Never HTML. */
export function Markdown({ text }: { text: string }) {
  const blocks = text.trim().split(/\n{2,}/);
  return (
    <>
      {blocks.map((block, at) => {
        const lines = block.split('\n');
        if (lines.every((line) => /^\s*[-*]\s/.test(line))) return <ul key={at} class="md-list">{lines.map((line, n) => <li key={n}>{inline(line.replace(/^\s*[-*]\s/, ''))}</li>)}</ul>;
        if (lines.every((line) => /^\s*\d+[.)]\s/.test(line))) return <ol key={at} class="md-list">{lines.map((line, n) => <li key={n}>{inline(line.replace(/^\s*\d+[.)]\s/, ''))}</li>)}</ol>;
        return <p key={at} dir="auto">{lines.map((line, n) => <>{n > 0 && <br />}{inline(line)}</>)}</p>;
      })}
    </>
  );
}
