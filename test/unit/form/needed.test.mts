import { needed } from '../../../nodes/shared/form/needed.ts';
import { InputProblem } from '../../../nodes/shared/form/problem.ts';

it.each(['text', '', 0, false, []])('gives a value that is there: %j', (value) => {
	expect(needed({ value } as { value?: unknown }, 'value')).toBe(value);
});

it.each([undefined, null])('names the field whose value is %j', (value) => {
	expect(() => needed({ page: value } as { page?: string | null }, 'page')).toThrow(
		expect.objectContaining({ field: ['page'], message: 'is empty' }),
	);
	expect(() => needed({ page: value } as { page?: string | null }, 'page')).toThrow(InputProblem);
});
