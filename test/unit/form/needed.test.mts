import { neededValue } from '../../../nodes/shared/form/needed.ts';
import { InputProblem } from '../../../nodes/shared/form/problem.ts';

it.each(['text', '', 0, false, []])('gives a value that is there: %j', (value) => {
	expect(neededValue({ value } as { value?: unknown }, 'value')).toBe(value);
});

it.each([undefined, null])('names the field whose value is %j', (value) => {
	expect(() => neededValue({ page: value } as { page?: string | null }, 'page')).toThrow(
		expect.objectContaining({ field: ['page'], message: 'is empty' }),
	);
	expect(() => neededValue({ page: value } as { page?: string | null }, 'page')).toThrow(InputProblem);
});
