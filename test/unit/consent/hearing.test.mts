import { ConsentHearing } from '../../../nodes/meta/people/consent/hearing.ts';
import { standOf } from '../../../nodes/meta/people/consent/consentStand.ts';
import { consentShapes } from '../../support/consent/consentTools.mts';

const EMAIL = 'ada@example.com';

/** How a contact stands, and what nobody has understood. */
function heard(item: object, stated: boolean): string {
	const hearing = new ConsentHearing();
	const said = hearing.statementsIn(item as Record<string, unknown>);
	return hearing.unheard.isEmpty ? standOf(said, stated) : `not understood: ${hearing.unheard.inWords().join('; ')}`;
}

const cases = (words: 'yes' | 'no' | 'open') =>
	consentShapes.flatMap((shape) =>
		(shape[words] ?? []).map((said) => [`${shape.tool}: ${JSON.stringify(said)}`, shape, said] as const),
	);

describe('what tools write', () => {
	it.each(cases('no'))('a no: %s', (_title, { item }, said) => {
		expect([heard(item(EMAIL, said), true), heard(item(EMAIL, said), false)]).toEqual(['no', 'no']);
	});

	it.each(cases('yes'))('a yes: %s', (_title, { item, onlyNo = false }, said) => {
		const [stated, asked] = [heard(item(EMAIL, said), true), heard(item(EMAIL, said), false)];
		expect(stated).toBe('yes');
		if (!onlyNo) expect(asked).toBe('yes');
	});

	it.each(cases('open'))('no yes yet: %s', (_title, { item }, said) => {
		expect([heard(item(EMAIL, said), true), heard(item(EMAIL, said), false)]).toEqual(['unclear', 'unclear']);
	});

	it('is of at least 80 tools, and of 130 shapes', () => {
		const tools = new Set(consentShapes.map(({ tool }) => tool.replace(/,.*/, '')));
		expect([tools.size >= 80, consentShapes.length >= 130]).toEqual([true, true]);
	});

	it('names the one tag that says no, and none of the others, which can be a person', () => {
		const [said] = new ConsentHearing().statementsIn({ tags: 'Ada Oak, Unsubscribed; +49 171 5550123' });
		expect([said?.answer, said?.word]).toEqual(['no', 'unsubscribed']);
	});

	it('a record at rest is its own affair where it is no member of a list', () => {
		expect(heard({ email: EMAIL, status: 'inactive' }, true)).toBe('yes');
		expect(heard({ email: EMAIL, status: 'inactive', lists: [] }, true)).toBe('unclear');
	});
});

describe('what only looks like a no', () => {
	const cases: object[] = [
		{ 'Mail Stop': 'MS 12-34', mailing_street: 'Oak Lane 1' },
		{ promotion_stops_at: '2026-12-31', last_promotion: 'SPRING' },
		{ active_subscription: false, has_subscription: 'no', paid_subscription: false },
		{ IsOptInPending: false, double_optin_pending: 'no' },
		{ tags: 'inactive, pending, archived offers' },
		{ deactivated: false, deactivated_at: null },
		{ Consent_Remarks: 'Approved by phone' },
		{ newsletter: { id: 1, name: 'Weekly', status: 'subscribed' } },
		{ custom_fields: [{ name: 'Newsletter', type_config: { options: [] }, value: true }] },
	];
	it.each(cases.map((item) => [JSON.stringify(item), item] as const))('%s', (_title, item) => {
		expect(heard({ email: EMAIL, ...item }, true)).toBe('yes');
	});
});

describe('an option by its number (ClickUp API v2, Tasks: custom fields of the type drop_down)', () => {
	const options = ['Yes', 'No'].map((name, orderindex) => ({ id: `option-${name}`, name, orderindex, color: null }));
	const withChoice = (value: unknown, some: object[] = options): object => ({
		email: EMAIL,
		custom_fields: [{ id: 'f', name: 'Newsletter', type: 'drop_down', type_config: { options: some }, value }],
	});

	it.each([0, '0', 'option-Yes', 'Yes'])('yes: %j', (value) => expect(heard(withChoice(value), false)).toBe('yes'));

	it.each([1, '1', 'option-No', 'No'])('no: %j', (value) => expect(heard(withChoice(value), true)).toBe('no'));

	it.each([1, '1', 0, '0'])('no answer where none of the options is meant: %j', (value) => {
		const nameless = options.map(({ id, name }) => ({ id, name }));
		expect(heard(withChoice(value, nameless), true)).toMatch(/^not understood/);
	});
});

describe('a no in a wrapping', () => {
	const cases: object[] = [
		{ newsletter: { id: 1, name: 'Weekly', status: 'unsubscribed' } },
		{ consent: { choice: { id: 'c', ref: 'r', label: 'No' } } },
		{ Newsletter: [{ id: 1, value: 'No', color: 'red' }] },
		{
			properties: {
				Newsletter: { type: 'multi_select', multi_select: [{ id: 'a', name: 'Unsubscribed', color: 'red' }] },
			},
		},
		{ properties: { Newsletter: { type: 'formula', formula: { type: 'boolean', boolean: false } } } },
		{
			properties: {
				Newsletter: { type: 'rich_text', rich_text: [{ type: 'text', text: { content: 'No' }, plain_text: 'No' }] },
			},
		},
		{ custom_fields: [{ name: 'Newsletter', type_config: { options: [{ id: 'b', label: 'No' }] }, value: ['b'] }] },
		{ custom_fields: [{ name: 'Newsletter', type_config: { options: [{ id: 7, name: 'No' }] }, value: 7 }] },
		{ custom_fields: [{ name: 'Newsletter', enabled: true, display_value: 'No' }] },
		{ 'subscriptions.email.marketing.consent': 'UNSUBSCRIBED' },
		{ 'dndSettings.Email.status': 'active' },
		{ subscriber: { id: 1, name: 'Ada', unsubscribed: true } },
		{ newsletter: { id: 1, title: 'Weekly', unsubscribed_at: '2026-01-01' } },
		{ newsletter: { id: 1, title: 'Weekly', is_subscribed: false } },
		{ marketing: { id: 1, label: 'EMAIL', opted_in: false } },
		{ consent: { value: 'yes', consent_withdrawn: true } },
		{ lists: [{ name: 'Newsletter', status: 'active', unsubscribed: true }] },
		{ status: 'UnSubscribed' },
		{ note: 'BlackListed' },
	];
	it.each(cases.map((item) => [JSON.stringify(item), item] as const))('%s', (_title, item) => {
		expect(heard({ email: EMAIL, ...item }, true)).toBe('no');
	});
});

describe('a browser that objects to the sharing of data (Global Privacy Control; Do Not Track)', () => {
	const names = ['sec-gpc', 'Sec-GPC', 'gpc', 'dnt', 'DNT'];

	it.each(names)('%s: 1 is a no, also in the headers of a call', (name) => {
		const call = { headers: { [name]: '1' }, body: { email: EMAIL } };
		expect([heard({ email: EMAIL, [name]: 1 }, true), heard(call, true)]).toEqual(['no', 'no']);
	});

	it.each(names)('%s: 0 says nothing', (name) => {
		expect(heard({ headers: { [name]: '0' }, body: { email: EMAIL } }, true)).toBe('yes');
	});
});
