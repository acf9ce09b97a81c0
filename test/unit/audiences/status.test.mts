import { audienceState } from '../../../nodes/MetaAudiences/audience/status.ts';

const state = (operation?: number, delivery?: number) =>
	audienceState({
		...(operation === undefined ? {} : { operation_status: { code: operation, description: 'Meta’s words' } }),
		...(delivery === undefined ? {} : { delivery_status: { code: delivery, description: 'Delivery words' } }),
	});

it.each([
	[200, 200, 'ready', true],
	[0, 200, 'ready', true],
	[undefined, undefined, 'ready', true],
	[200, 300, 'too small', false],
	[441, 200, 'populating', true],
	[441, 300, 'populating', false],
	[471, 400, 'flagged', false],
	[471, 200, 'flagged', false],
	[410, 300, 'empty', false],
	[414, 200, 'replacing', true],
	[415, 200, 'replacement failed', true],
	[100, 200, 'expiring', true],
	[433, 200, 'build failed', false],
	[500, 200, 'error', false],
	[200, 400, 'not usable', false],
	[999, 200, 'status 999', true],
])('operation %s, delivery %s: %s', (operation, delivery, status, usable) => {
	expect(state(operation, delivery)).toMatchObject({ status, usable });
});

it('explains everything but what is ready; what it does not know in Meta’s words', () => {
	expect(state(200, 200).statusDetail).toBeNull();
	expect(state(999, 200).statusDetail).toBe('Meta’s words');
	expect(state(200, 400).statusDetail).toBe('Delivery words');
	for (const code of [
		100, 400, 410, 411, 412, 414, 415, 421, 422, 423, 431, 432, 433, 434, 441, 442, 450, 470, 471, 500,
	]) {
		expect(state(code, 200).statusDetail).toMatch(/^[A-Z].*[.]$/);
	}
});
