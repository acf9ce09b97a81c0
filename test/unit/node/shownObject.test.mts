import { shownObject } from '../../../nodes/shared/adObject/shownObject.ts';

describe('an answer that is to show something', () => {
	const look = (body: unknown) => () => shownObject(body, ['status', 'daily_budget'], 'the status of an ad set');

	it('is taken as it is, also with nothing spent and nothing said', () => {
		const body = { status: '', daily_budget: 0 };
		expect(look(body)()).toEqual(body);
	});

	it.each([undefined, null, 'text', [], {}, { status: 'ACTIVE' }, { status: null, daily_budget: '100' }])(
		'is unknown where it is %j',
		(body) => {
			expect(look(body)).toThrow('Meta answered without the status of an ad set');
		},
	);
});
