import type { Call } from '../../../nodes/MetaAds/selfCheck/report/calls.ts';
import { answeredQuestions } from '../../../nodes/MetaAds/selfCheck/report/questions.ts';
import type { StepNote } from '../../../nodes/MetaAds/selfCheck/report/report.ts';

const SECOND_DELETE = 28;

const call = (method: string, more: Partial<Call>): Call => ({ method, path: '{id}', parameters: [], ...more });
const deletion = (what: string, ...calls: Call[]): StepNote => ({
	operation: 'metaAds.campaign.delete',
	what,
	outcome: 'answered',
	calls,
});

const spent = call('GET', { answer: { amount_spent: 'digits' } });
const done = call('DELETE', { answer: { success: 'boolean' } });
const refused = call('DELETE', { error: { code: 100, texts: [] } });
const lost = call('DELETE', { lost: true });

it.each([
	['done', done],
	['refused', refused],
])('a second delete that is %s answers what a second delete does', (_, second) => {
	const notes = [deletion('sandbox', spent, done), deletion('sandbox again', spent, second)];
	expect(answeredQuestions(notes)).toContain(SECOND_DELETE);
});

it.each([
	['is lost', [deletion('sandbox', spent, done), deletion('sandbox again', spent, lost)]],
	['never leaves', [deletion('sandbox', spent, done), deletion('sandbox again', spent)]],
	['is the first that is answered', [deletion('sandbox', spent, refused), deletion('sandbox again', spent, done)]],
	['follows one that was lost', [deletion('sandbox', spent, lost), deletion('sandbox again', spent, done)]],
])('it answers nothing where it %s', (_, notes) => {
	expect(answeredQuestions(notes)).not.toContain(SECOND_DELETE);
});

it.each([
	['updated_time stays; learning_stage_info is not shown', true],
	['updated_time changes; learning_stage_info changes', true],
	['updated_time is not shown; learning_stage_info stays', false],
	[undefined, false],
])('what labels do to other things: %s', (why, isAnswered) => {
	const note: StepNote = {
		operation: 'metaAds.adSet.get',
		what: 'times after labels',
		outcome: 'answered',
		why,
		calls: [],
	};
	expect(answeredQuestions([note]).includes(127)).toBe(isAnswered);
});

it.each([
	['adlabels stays', true],
	['adlabels changes', true],
	['adlabels is not shown', false],
	[undefined, false],
])('what the edge of labels does to the others: %s', (why, isAnswered) => {
	const what = 'labels after the edge';
	const note: StepNote = { operation: 'metaAds.adSet.get', what, outcome: 'answered', why, calls: [] };
	expect(answeredQuestions([note]).includes(130)).toBe(isAnswered);
});
