import { destinationsFor, goalsFor, isRuledOut } from '../../../nodes/MetaAds/adSet/goal/goals.ts';
import { attributionInWords } from '../../../nodes/MetaAds/adSet/goal/attribution.ts';
import { callToAction } from '../../../nodes/MetaAds/content/story.ts';
import { codeOf } from '../../../nodes/meta/people/normalise/country.ts';
import { stageOf } from '../../../nodes/MetaBudgetGuard/state/learning.ts';
import { knownNames } from '../../../nodes/MetaInsights/form/nameLists.ts';
import { removedFields } from '../../../nodes/MetaInsights/facts/removedFields.ts';
import { disableReasonWords, statusWords } from '../../../nodes/meta/accountStatus.ts';
import { activityRow } from '../../../nodes/meta/activityLog/row.ts';
import { reviewOf } from '../../../nodes/meta/review/adReview.ts';
import { entryOf } from '../../../nodes/shared/record.ts';
import { formatInWords } from '../../../nodes/shared/spec/formatWords.ts';

/** Words of Meta's, and of people, that are no entry of any table although JavaScript finds something under them. */

const account = { id: 'act_1', name: 'One', currency: 'EUR', timeZone: 'Europe/Berlin' };

describe.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])('%s', (word) => {
	it('is in no table', () => expect(entryOf({ ACTIVE: 1 }, word)).toBeUndefined());

	it('is no stage of learning: the guard must not take it for one that is over', () =>
		expect(stageOf({ learning_stage_info: { status: word } })).toBe('unknown'));

	it('is no state of a review', () => expect(reviewOf({ effective_status: word }).state).toBe('unknown'));

	it('is said as it is', () => {
		expect(statusWords(word).words).toBe(`unknown status ${word}`);
		expect(disableReasonWords(word)).toBe(`reason ${word}`);
		expect(activityRow({ object_type: word }, account as never).objectType).toBe(word.toLowerCase().replace(/_/g, ' '));
		expect(attributionInWords([{ event_type: word, window_days: 1 }])).toBe(
			`1 day after ${word.toLowerCase().replace(/_/g, ' ')}`,
		);
		expect(formatInWords(word)).toMatch(/^[ a-z]*$/i);
	});

	it('rules nothing out, and is nothing that people choose', () => {
		expect(isRuledOut(word, 'REACH')).toBe(false);
		expect(goalsFor(word)).toEqual(goalsFor(undefined));
		expect(destinationsFor(word, undefined)).toEqual(destinationsFor(undefined, undefined));
		expect(callToAction({ type: word })).toEqual({ type: word });
		expect(codeOf(word)).toBeUndefined();
		const { error } = knownNames(['spend'], removedFields).safeParse([word]);
		expect(error?.issues.map(({ message }) => message)).toEqual([expect.stringContaining('is not a name')]);
	});
});

it.each([[['SUCCESS']], [{}], [null], [undefined], [true]])('%j is not a word: no table has it', (word) => {
	expect(entryOf({ SUCCESS: 1, true: 1, null: 1, undefined: 1 }, word)).toBeUndefined();
	expect(stageOf({ learning_stage_info: { status: word } })).toBe('unknown');
});

it.each([[[2]], [true], [{}], ['']])('%j is no reason that Meta knows', (reason) =>
	expect(disableReasonWords(reason)).toMatch(/^reason/),
);
