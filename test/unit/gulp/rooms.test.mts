import { tooLarge } from '../../../gulp/rooms.mts';

const filesIn = (room: string, count: number): string[] =>
	Array.from({ length: count }, (_, n) => `${room}/file${n}.ts`);

it('a folder with sixteen files is named, one with fifteen is not', () => {
	const [problem, ...others] = tooLarge([
		...filesIn('nodes/a', 16),
		...filesIn('nodes/b', 15),
		...filesIn('nodes/a/c', 2),
	]);
	expect(problem).toContain('nodes/a has 16 files');
	expect(others).toEqual([]);
});
