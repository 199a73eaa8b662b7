/** Characters of a citizen's message, as the hub counts them (UTF-16). */
export const longest = 1_000;
