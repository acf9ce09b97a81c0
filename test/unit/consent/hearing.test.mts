import { ConsentHearing } from '../../../nodes/meta/people/consent/hearing.ts';
import { standOf } from '../../../nodes/meta/people/consent/consentStand.ts';
import { consentShapes } from '../../support/consent/consentTools.mts';

const EMAIL = 'ada@example.com';

/** How a contact stands, and what nobody has understood. */
function heard(item: object, stated: boolean): string {
	const hearing = new ConsentHearing();
	const said = hearing.said(item as Record<string, unknown>);
	return hearing.unheard.isEmpty ? standOf(said, stated) : `not understood: ${hearing.unheard.inWords()}`;
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

	it('is of at least 48 tools, and of 78 shapes', () => {
		const tools = new Set(consentShapes.map(({ tool }) => tool.replace(/,.*/, '')));
		expect(tools.size).toBeGreaterThanOrEqual(48);
		expect(consentShapes.length).toBeGreaterThanOrEqual(78);
	});
});
