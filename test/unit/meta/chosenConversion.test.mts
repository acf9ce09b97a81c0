import fc from 'fast-check';

import {
	conversionColumn,
	conversionCostColumn,
	conversionValue,
	readConversionValue,
} from '../../../nodes/meta/assets/chosenConversion.ts';

const column = (name: string): string => conversionColumn({ id: '123', name });

it('keeps ID and name of a choice', () => {
	fc.assert(
		fc.property(fc.integer({ min: 1 }), fc.string({ unit: 'grapheme' }), (id, text) => {
			const name = text.trim();
			expect(readConversionValue(conversionValue({ id: String(id), name }))).toEqual({ id: String(id), name });
		}),
	);
	for (const value of ['', 'Lead', '12a', '-1 Lead', `${'1'.repeat(30)} x`])
		expect(readConversionValue(value)).toBeNull();
});

it('names columns with letters that sheets and databases take, no matter the name', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (name) => {
			expect(column(name)).toMatch(/^custom_[a-z0-9]+(_[a-z0-9]+)*$/);
			expect(column(name).length).toBeLessThanOrEqual(67);
			expect(conversionCostColumn({ id: '123', name })).toBe(`cost_per_${column(name)}`);
		}),
	);
});

it('keeps what a name says, and takes the ID for a name in another alphabet', () => {
	expect(column('Thank-you page')).toBe('custom_thank_you_page');
	expect(column('Größe bestellt (2026)')).toBe('custom_grosse_bestellt_2026');
	expect(column('感谢页面')).toBe('custom_123');
	expect(column('Спасибо 2')).toBe('custom_123');
	expect(column('🎉')).toBe('custom_123');
	expect(column('=HYPERLINK("https://x.example")')).toBe('custom_hyperlink_https_x_example');
});

it('an ID at the end tells long names apart that begin alike', () => {
	const long = 'Thank-you page of the autumn campaign for everybody who has bought twice';
	expect(conversionColumn({ id: '123456789012345', name: `${long} 123456789012345` })).toBe(
		'custom_thank_you_page_of_the_autumn_campaign_for_ev_123456789012345',
	);
	expect(column(`${long} 123`)).not.toBe(column(`${long} 124`));
});
