import { countBy } from 'lodash';

import { recordedAnswers, type RecordedAnswer } from './answer.mts';
import { failureProbes } from './failureProbes.mts';
import { logProbes } from './logProbes.mts';
import { operationProbes } from './operationProbes.mts';

/**
 * Kinds of recorded answers, and how many of each are read. Whether an answer is understood its own test says; here none is
 * left out because nothing reads its kind.
 */
const REPORTS = ['insights', 'run', 'paging'];

const isRead = ({ probe, op = '' }: RecordedAnswer): boolean =>
	probe in logProbes ||
	probe in failureProbes ||
	probe === 'activities' ||
	REPORTS.includes(probe) ||
	(probe === 'op' && op in operationProbes);

const answers = recordedAnswers();
const kindOf = ({ probe, op }: RecordedAnswer): string => op ?? probe;

describe('recorded answers', () => {
	it('are each of a kind that a test reads', () => {
		expect(countBy(answers.filter(isRead), kindOf)).toEqual(countBy(answers, kindOf));
	});

	it('have each a name of its own, and say where somebody recorded them', () => {
		expect(new Set(answers.map(({ id }) => id)).size).toBe(answers.length);
		expect(answers.filter(({ source }) => Object.keys(source).length === 0).map(({ id }) => id)).toEqual([]);
	});
});
