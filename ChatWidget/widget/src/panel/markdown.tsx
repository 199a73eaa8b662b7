import { parseMarkdown, parsePlain, type Inline } from '@contacthub/client';
import type { ComponentChildren } from 'preact';

/** `newWindow` is said after each link that opens one. */
interface Props {
  readonly text: string;
  readonly newWindow: string;
}

/** A bot's words. */
export function Markdown({ text, newWindow }: Props) {
  return <>{parseMarkdown(text).map(({ tag: Tag, lines }) => (
    <Tag>{lines.map((line, index) => {
      const words = draw(line, newWindow);
      return Tag === 'p' ? [index > 0 && <br />, words] : <li>{words}</li>;
    })}</Tag>
  ))}</>;
}

/** Words of people. */
export function PlainText({ text, newWindow }: Props) {
  return <p>{draw(parsePlain(text), newWindow)}</p>;
}

function draw(parts: readonly Inline[], newWindow: string): ComponentChildren {
  return parts.map(part => {
    if (typeof part === 'string') return part;
    if (part.tag !== 'a') return <part.tag>{draw(part.parts, newWindow)}</part.tag>;
    return part.web
      ? <a href={part.href} target="_blank" rel="noopener noreferrer">{part.text}<span class="unseen"> ({newWindow})</span></a>
      : <a href={part.href}>{part.text}</a>;
  });
}
