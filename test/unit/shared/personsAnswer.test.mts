import { isDeclined, personsAnswerIn } from '../../../nodes/shared/personsAnswer.ts';

const answer = (json: Record<string, unknown>) => personsAnswerIn(json).answer;

describe('a person’s answer in an item', () => {
	it.each([
		['Send and Wait of Gmail, Slack, Telegram, Teams', { data: { approved: true } }],
		['a chat, as text', { data: { approved: 'true' } }],
		['Edit Fields', { approved: 'yes' }],
		['a form that waits', { data: { 'Approve?': 'Approve' } }],
		['n8n Form', { 'Do you approve?': 'Yes', submittedAt: '2026-01-02T03:04:05Z', formMode: 'production' }],
		['n8n Form, a checkbox', { 'Your decision': ['Approved'], formMode: 'test' }],
		['a form in German', { Freigabe: 'Ja' }],
		['a webhook', { query: { approved: 'true' }, body: {}, headers: {} }],
		['a button of Telegram', { callback_query: { id: '1', data: 'approve' } }],
		['a button of Slack', { body: { payload: { actions: [{ value: 'approve' }] } } }],
	])('%s: yes', (_title, json) => expect(answer(json)).toBe('yes'));

	it.each([
		['declined', { data: { approved: false } }],
		['a chat, as text', { data: { approved: 'false' } }],
		['n8n Form', { 'Do you approve?': 'No' }],
		['a form that waits, in German', { data: { Freigeben: 'Ablehnen' } }],
		['a button of Telegram', { callback_query: { data: '❌ Decline' } }],
		['both answers', { data: { approved: true }, approved: 'no' }],
		['the answers of two', { 'Approve?': 'Yes', 'Approval of finance': 'Rejected' }],
	])('%s: no', (_title, json) => expect(answer(json)).toBe('no'));

	it.each([
		['nothing said', { data: { approved: null } }],
		['other words', { data: { approved: 'later' } }],
		['an object', { approved: { by: 'somebody' } }],
		['one of two', { approved: true, 'Approve?': '' }],
	])('%s: unreadable', (_title, json) => expect(answer(json)).toBe('unreadable'));

	it.each([
		['time run out: the message itself', { subject: 'Approve 2 budget changes?', text: 'x', html: 'y', proposal: {} }],
		['nothing', {}],
		['a text', { data: 'approved' }],
		['what JavaScript has', JSON.parse('{"__proto__":{"approved":true}}') as Record<string, unknown>],
	])('%s: missing', (_title, json) => expect(answer(json)).toBe('missing'));

	it('only n8n’s own shape declines what is no question of approval', () => {
		expect([{ data: { approved: false } }, { data: { approved: 'x' } }].map(isDeclined)).toEqual([true, true]);
		expect([{ approved: false }, {}, { data: { approved: true } }].map(isDeclined)).toEqual([false, false, false]);
	});
});
