import { signal } from '@preact/signals';
import { list } from '../http/http';
import type { Department } from './model';

/** The departments of the hub, by their position. */
export const departments = signal<readonly Department[]>([]);

/** Fetches the departments anew: at the start and after they were edited. */
export async function loadDepartments(): Promise<void> {
  departments.value = await list<Department>('/api/desk/departments');
}

/** A department, if the id names one. */
export const departmentOf = (id: string | null | undefined) => departments.value.find((department) => department.id === id);
