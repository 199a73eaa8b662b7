/** Reading of JSON whose shape nobody has vouched for yet. */
export type Json = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A member that is not as promised; the whole value is then not what it claims to be. */
export class ShapeError extends Error {
  constructor(member: string, wanted: string) {
    super(`"${member}" is not ${wanted}`);
    this.name = 'ShapeError';
  }
}

export function text(json: Json, member: string): string {
  const value = json[member];
  if (typeof value !== 'string') throw new ShapeError(member, 'a text');
  return value;
}

export function textOrNull(json: Json, member: string): string | null {
  return json[member] === undefined || json[member] === null ? null : text(json, member);
}

export function number(json: Json, member: string): number {
  const value = json[member];
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new ShapeError(member, 'a number');
  return value;
}

export function numberOrNull(json: Json, member: string): number | null {
  return json[member] === undefined || json[member] === null ? null : number(json, member);
}

/** Absent is false. */
export function flag(json: Json, member: string): boolean {
  const value = json[member] ?? false;
  if (typeof value !== 'boolean') throw new ShapeError(member, 'true or false');
  return value;
}

export function oneOf<T extends string>(json: Json, member: string, allowed: readonly T[]): T {
  const value = text(json, member);
  if (!(allowed as readonly string[]).includes(value)) throw new ShapeError(member, `one of ${allowed.join(', ')}`);
  return value as T;
}

/** Absent is empty. */
export function list<T>(json: Json, member: string, read: (item: unknown) => T): readonly T[] {
  const value = json[member] ?? [];
  if (!Array.isArray(value)) throw new ShapeError(member, 'a list');
  return value.map(read);
}

export function object(value: unknown, name: string): Json {
  if (!isObject(value)) throw new ShapeError(name, 'an object');
  return value;
}
