/** The height of a row of the lists, in pixels; the style sheet has the same. */
export const ROW_HEIGHT = 84;

/** Lists up to this long are drawn whole. */
const SMALL = 60;
const MARGIN = 8;

/** Which rows of a list to draw: all of a small one, otherwise those in view and some around. `to` is the first that is not drawn. */
export function windowOf(rows: number, top: number, height: number): { readonly from: number; readonly to: number } {
  if (rows <= SMALL) return { from: 0, to: rows };
  const from = Math.max(0, Math.min(rows - 1, Math.floor(top / ROW_HEIGHT)) - MARGIN);
  return { from, to: Math.min(rows, Math.ceil((top + height) / ROW_HEIGHT) + MARGIN) };
}
