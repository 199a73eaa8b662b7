import { parseMarkdown, parsePlain, type Inline } from '@contacthub/client';
import type { ComponentChildren } from 'preact';

/** Plain text with its addresses as links. */
export function PlainText({ text }: { text: string }) {
  return <>{draw(parsePlain(text))}</>;
}

/** A bot's words, as the citizen sees them. */
export function Markdown({ text }: { text: string }) {
  return (
    <>
      {parseMarkdown(text).map(({ tag: Tag, lines }) => (Tag === 'p'
        ? <p dir="auto">{lines.map((line, n) => <>{n > 0 && <br />}{draw(line)}</>)}</p>
        : <Tag class="md-list" dir="auto">{lines.map((line) => <li>{draw(line)}</li>)}</Tag>))}
    </>
  );
}

function draw(parts: readonly Inline[]): ComponentChildren {
  return parts.map((part) => {
    if (typeof part === 'string') return part;
    if (part.tag !== 'a') return <part.tag>{draw(part.parts)}</part.tag>;
    return part.web ? <a href={part.href} target="_blank" rel="noopener noreferrer">{part.text}</a> : <a href={part.href}>{part.text}</a>;
  });
}
