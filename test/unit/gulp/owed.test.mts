import { debtsIn, everyFaultCommands, growthInWords } from '../../../gulp/owed.mts';

const change = {
	lines: '300\t20\tnodes/MetaAds/adLabel/getMany.ts\n500\t0\tnodes/MetaAds/adLabel/delete.ts\n-\t-\tnodes/a.svg\n',
	names: '-\t"ad.get":{"ad":""},\n+\t"ad.get":{"ad":"","simplify":""},\n+\t"adLabel.getMany":{},\n',
};

it('tells how much the nodes have grown for each new operation, and when that is too much', () => {
	expect(growthInWords(change)).toBe(
		'nodes/ has 780 more lines (800 added, 20 removed) for 1 new operation, 780 each, more than 700: what can go?',
	);
	expect(growthInWords({ ...change, names: '' })).toBe('nodes/ has 780 more lines (800 added, 20 removed).');
});

it('names the command for an operation whose line is missing on the page of every fault', () => {
	expect(everyFaultCommands(change, '| ad.get | 3 |')).toEqual([
		'If adLabel.getMany calls Meta: STEP=^adLabel.getMany STRIKES=all FIGURES=1 SUITES=engine npx jest everyFault',
	]);
	expect(everyFaultCommands(change, '| adLabel.getMany | 3 |')).toEqual([]);
});

it('a debt is the file, the test and what it says, without the stack; a file that could not run is one, too', () => {
	const failed = { fullName: 'lists it', status: 'failed', failureMessages: ['a is missing\n    at x (y.ts:1:1)'] };
	const results = [
		{ name: '/project/a.test.mts', message: '', status: 'failed', assertionResults: [failed] },
		{ name: '/project/b.test.mts', message: 'no module c', status: 'failed', assertionResults: [] },
		{ name: '/project/d.test.mts', message: '', status: 'passed', assertionResults: [] },
	];
	expect(debtsIn({ testResults: results }, '/project')).toEqual([
		'a.test.mts: lists it\na is missing',
		'b.test.mts: no module c',
	]);
});
